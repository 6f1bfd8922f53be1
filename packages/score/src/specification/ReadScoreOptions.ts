import type { JsonObject } from '../json/JsonValue';
import type { LocatedDocument } from '../yaml/LocatedDocument';
import type { Workload } from './Workload';

/** Options of {@link readScore}. @public */
export interface ReadScoreOptions {
  /** The name of the file for messages, or `inline`. */
  source: string;
  /**
   * Where the specification and score-go differ: `true` (the default) for the specification's verdict,
   * `false` for score-go's. Today that is one point: a probe without a handler.
   */
  strict?: boolean;
  /** Images by container name; the name `*` stands for every container whose image is `.`. */
  images?: Record<string, string>;
  /** Merged into the document before anything else: maps merge, lists are replaced, `null` deletes. */
  overrides?: JsonObject;
  /** `path=value` in order, after `overrides`; see {@link parseOverrideProperty}. */
  overrideProperties?: string[];
}

/** A Score file that was read without errors. @public */
export interface ScoreFile {
  workload: Workload;
  /** The document as written; `locate` takes pointers into `workload`. */
  document: LocatedDocument;
  /** What was upgraded from deprecated forms, one line each, in score-go's words. */
  changes: string[];
}
