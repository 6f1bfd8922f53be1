/** @jest-environment node */
import fc from 'fast-check';
import { escapePlaceholders, parsePlaceholders, resolvePlaceholders } from './index';

/** Texts made of the pieces that the grammar cares about. */
const pieces = fc
  .array(fc.constantFrom('$', '$$', '{', '}', '${', '$${', '\\', '.', 'a', ' ', '${a.b}'))
  .map(parts => parts.join(''));
const texts = fc.oneof(pieces, fc.string({ unit: 'binary' }));

describe('placeholders, for every text', () => {
  it('an escaped text parses back to itself', () => {
    fc.assert(
      fc.property(texts, text => {
        expect(parsePlaceholders(escapePlaceholders(text))).toEqual(
          text === '' ? [] : [{ kind: 'text', text }],
        );
      }),
    );
  });

  it('parsing loses nothing: escaped texts and placeholders as written give the same again', () => {
    fc.assert(
      fc.property(texts, text => {
        const segments = parsePlaceholders(text);
        const written = segments
          .map(segment =>
            segment.kind === 'text' ? escapePlaceholders(segment.text) : `\${${segment.raw}}`,
          )
          .join('');
        const withoutOffsets = (list: typeof segments) =>
          list.map(segment => ({ ...segment, offset: undefined }));
        expect(withoutOffsets(parsePlaceholders(written))).toEqual(withoutOffsets(segments));
      }),
    );
  });

  it('the grammar is the one regular expression of the reference implementation', () => {
    const grammar = /\$(?:(\$?)\{([^}]*)\}|\$)/g;
    fc.assert(
      fc.property(texts, text => {
        const expected = text.replace(grammar, (match, escape, body) =>
          body === undefined || escape === '$' ? match.slice(1) : `<${body}>`,
        );
        const actual = parsePlaceholders(text)
          .map(segment => (segment.kind === 'text' ? segment.text : `<${segment.raw}>`))
          .join('');
        expect(actual).toBe(expected);
      }),
    );
  });

  it('a value without placeholders resolves to itself', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
        const plain = JSON.parse(JSON.stringify(value).replace(/\$/g, '_'));
        const { value: resolved, errors } = resolvePlaceholders(plain, () => {
          throw new Error('no placeholder is there');
        });
        expect(errors).toEqual([]);
        expect(resolved).toEqual(plain);
      }),
    );
  });
});
