/** A placeholder found somewhere in a value. @public */
export interface Reference {
  /** The path it names, element by element. */
  path: string[];
  /** Its body as written, between `${` and `}`. */
  raw: string;
  /** JSON pointer of the text that holds it. */
  pointer: string;
}
