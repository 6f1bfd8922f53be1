import fc from 'fast-check';
import { canonicalJson } from '@tutti/score';
import type { JsonValue } from '@tutti/score';
import { applyDifferences } from './applyDifferences';
import { differences } from './differences';
import { isAllowedUnder } from './isAllowedUnder';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;

test('equal values have no differences, whatever the order of their keys', () => {
  expect(differences({ a: 1, b: [1] }, { b: [1], a: 1 }, '/inputs')).toEqual([]);
  fc.assert(
    fc.property(json, value => expect(differences(value, structuredClone(value), '')).toEqual([])),
    { numRuns: 100 },
  );
});

test('a difference names the field, and what was there before and after', () => {
  expect(
    differences(
      { a: { 'x/y': 1 }, gone: 1, list: [1, 2] },
      { a: { 'x/y': 2 }, list: [1], added: null },
      '/inputs',
    ),
  ).toEqual([
    { path: '/inputs/a/x~1y', before: 1, after: 2 },
    { path: '/inputs/added', after: null },
    { path: '/inputs/gone', before: 1 },
    { path: '/inputs/list/1', before: 2 },
  ]);
});

test('a secret is compared as a whole, so that no part of it shows up as a field', () => {
  const secret = (key: string) => ({ $secret: [{ store: 's', key }] });
  expect(differences({ p: secret('a') }, { p: secret('b') }, '')).toEqual([
    { path: '/p', before: secret('a'), after: secret('b') },
  ]);
});

test('the differences between two values lead from one to the other', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const result = applyDifferences(before, differences(before, after, '/x'), '/x');
      expect(canonicalJson(result)).toBe(canonicalJson(after));
    }),
    { numRuns: 300 },
  );
});

test('an approval covers the same action or less, and never a replace or destroy that was not approved', () => {
  expect(isAllowedUnder('update', 'unchanged')).toBe(true);
  expect(isAllowedUnder('replace', 'update')).toBe(true);
  for (const approved of ['create', 'update', 'move', 'adopt', 'unchanged', 'retain'] as const) {
    expect(isAllowedUnder(approved, 'replace')).toBe(false);
    expect(isAllowedUnder(approved, 'destroy')).toBe(false);
  }
  expect(isAllowedUnder('unchanged', 'update')).toBe(false);
  expect(isAllowedUnder('update', 'create')).toBe(false);
});
