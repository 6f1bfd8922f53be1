import type { JsonValue } from '../json/JsonValue';

/**
 * Yields the value of a placeholder; it may hold `SecretValue` and `KnownAfter` marks anywhere inside.
 * Throws a {@link PlaceholderError} when there is none; any other error is a defect and passes through.
 * @public
 */
export type Lookup = (path: readonly string[], raw: string) => JsonValue;

/** A placeholder that could not be resolved. @public */
export interface ResolutionError {
  /** JSON pointer of the text that holds it. */
  pointer: string;
  /** Its body as written. */
  raw: string;
  /** What is wrong, with the placeholder named. */
  message: string;
}
