/** What a new version of a definition becomes: it waits to be promoted, or is the default at once. */
export type NewVersions = 'proposed' | 'default';

/** A source of manifests. */
export interface SourceConfig {
  /** DNS label; the last part of the path when the configuration gives none. */
  name: string;
  kind: 'file';
  /** The folder or file as configured, for people. */
  target: string;
  /** The same, absolute. */
  path: string;
  newVersions: NewVersions;
}
