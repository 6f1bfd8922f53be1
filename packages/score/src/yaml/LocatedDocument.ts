import type { JsonValue } from '../json/JsonValue';

/** A place in a text; both numbers count from 1, columns in UTF-16 units. @public */
export interface Location {
  line: number;
  column: number;
}

/** The value of one YAML document that still knows where each part of it was written. @public */
export interface LocatedDocument {
  /** The name of the file, or `inline`. */
  source: string;
  value: JsonValue;
  /**
   * Where a value was written: for an entry of a mapping the place of its key, for an item of a list its
   * own. A pointer that leads nowhere has the place of the nearest value around it.
   */
  locate(pointer: string): Location;
}
