import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/** What a new version of a definition becomes: it waits to be promoted, or is the default at once. */
export type NewVersions = 'proposed' | 'default';

interface CommonSource {
  /** DNS label; the last part of the path, or the pack, when the configuration gives none. */
  name: string;
  /** The folder, address or pack as configured, for people. */
  target: string;
  newVersions: NewVersions;
}

/** A folder or file of this machine; the packs that ship with the product are folders too. */
export interface FileSource extends CommonSource {
  kind: 'file' | 'built-in';
  /** Absolute. */
  path: string;
}

/** A folder or file of a repository, read through Backstage's `UrlReader`. */
export interface UrlSource extends CommonSource {
  kind: 'url';
  /** How often it is read, beside push events. */
  schedule: SchedulerServiceTaskScheduleDefinition;
}

/** What people saved through the API; its texts are in the database. There is one, and nobody configures it. */
export interface ApiSource extends CommonSource {
  kind: 'api';
}

/** A source of manifests. */
export type SourceConfig = FileSource | UrlSource | ApiSource;
