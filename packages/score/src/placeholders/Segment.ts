/**
 * A piece of a text: plain text with its escapes undone, or a placeholder.
 * @public
 */
export type Segment =
  | { kind: 'text'; text: string }
  | {
      kind: 'placeholder';
      /** The body split on dots; `\.` is a dot inside an element. */
      path: string[];
      /** The body as written, between `${` and `}`. */
      raw: string;
      /** Where `${` stands in the text, in UTF-16 units. */
      offset: number;
    };
