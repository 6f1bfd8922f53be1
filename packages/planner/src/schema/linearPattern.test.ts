import { schemaAt } from './schemaFlags';
import { schemaViolations, validateValue } from './validateValue';
import { linearPattern } from './linearPattern';

describe('patterns of JSON Schemas', () => {
  test.each([
    ['^(a+)+$', 'a'.repeat(200_000)],
    ['^(\\w+\\s?)*$', 'word '.repeat(40_000)],
    ['(x+x+)+y', 'x'.repeat(200_000)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(200_000)],
  ])(
    '%s is answered, although an expression that goes back would run without end',
    (pattern, text) => {
      const schema = { properties: { value: { pattern } } };
      expect(schemaViolations(schema)).toEqual([]);
      expect(validateValue(schema, { value: `${text}!` })).toEqual([
        { pointer: '/value', message: `The text must match the pattern ${pattern}.` },
      ]);
      expect(validateValue({ propertyNames: { pattern } }, { [`${text}!`]: 1 })).not.toEqual([]);
      const named = { patternProperties: { [pattern]: { secret: true } } };
      expect(schemaAt(named, `/${text}!`)).toBeUndefined();
    },
  );

  test.each([
    ['^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$', ['web-1', 'a'], ['-a', 'a-', 'A']],
    ['^\\u0041\\u{42}\\p{L}$', ['ABé'], ['AB1']],
    ['^(?<year>\\d{4})-\\d{2}$', ['2026-11'], ['26-11']],
    ['^\\$\\{[^}]*\\}$', ['${a}'], ['$a']],
    ['^[^/]+/[^/]+$', ['a/b'], ['a']],
    ['^(?:https?|ssh)://', ['https://a'], ['ftp://a']],
    ['', ['', 'a'], []],
  ])('%s means what it means in JavaScript', (pattern, good, bad) => {
    const own = new RegExp(pattern, 'u');
    for (const text of [...good, ...bad]) {
      expect([text, linearPattern(pattern).test(text)]).toEqual([text, own.test(text)]);
    }
    expect(good.every(text => own.test(text)) && !bad.some(text => own.test(text))).toBe(true);
  });

  test.each([
    ['^(?!internal-)', 'looks ahead or behind', 'under allOf, or not: { pattern: … }'],
    ['^(a|b)\\1$', 'refers back to a group', 'write out what the group may be'],
    ['^\\p{Script=Greek}$', 'names a property of characters', '\\p{Lu}'],
    ['^.{0,5000}$', 'repeats too often', 'minLength and maxLength'],
    ['^(.{0,900}|.{0,900})$', 'is too large', 'minLength and maxLength'],
    ['(', 'is no regular expression', 'Unterminated group'],
  ])('%s is refused at its place, with what to write instead', (pattern, why, instead) => {
    const value = { type: 'object', properties: { pattern: { items: { pattern } } } };
    expect(schemaViolations({ properties: { value } })).toEqual([
      {
        pointer: '/properties/value/properties/pattern/items/pattern',
        message: expect.stringContaining(`The pattern ${pattern} ${why}`),
      },
    ]);
    const names = { allOf: [{ patternProperties: { [pattern]: {} } }] };
    expect(schemaViolations(names)).toEqual([
      {
        pointer: expect.stringMatching(/^\/allOf\/0\/patternProperties\//),
        message: expect.stringMatching(/\.$/),
      },
    ]);
    expect(schemaViolations(names)[0].message).toContain(instead);
    // One that was saved before it was refused is told, and not run.
    expect(validateValue(names, { a: 1 })[0].message).toContain(why);
  });
});
