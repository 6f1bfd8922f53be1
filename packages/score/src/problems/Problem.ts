/** An `error` keeps the file from being used; a `warning` does not. @public */
export type Severity = 'error' | 'warning';

/**
 * The one shape of "something is wrong in a file", for Score files and for manifests alike.
 * @public
 */
export interface Problem {
  severity: Severity;
  /** Stable code for machines, in kebab-case: `yaml`, `schema`, `duplicate-key`, … */
  code: string;
  /** A full sentence. */
  message: string;
  /** The name of the file, or `inline`. */
  source: string;
  /** 1-based line in the YAML source; absent when the value does not come from the file. */
  line?: number;
  /** 1-based column in the YAML source, counted in UTF-16 units. */
  column?: number;
  /** JSON pointer (RFC 6901) of the value; `''` is the whole document. */
  pointer: string;
  /** What to do, as a full sentence: `Did you mean "image"?` */
  hint?: string;
}
