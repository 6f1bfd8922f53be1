import canonicalize from 'canonicalize';

/**
 * The canonical JSON text of a value (RFC 8785): keys sorted by UTF-16 code units, no white space, one
 * spelling per number. Equal values have equal texts. A property whose value is `undefined` counts as
 * absent.
 *
 * Throws for what JSON cannot hold: a lone `undefined` or function, `NaN`, an infinity.
 * @public
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new TypeError(`A ${typeof value} has no JSON form; pass a JSON value instead.`);
  }
  return text;
}
