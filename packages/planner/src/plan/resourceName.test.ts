import fc from 'fast-check';
import { nodeId } from '../model';
import { resourceName } from './resourceName';

const id = fc.string({ minLength: 1, maxLength: 80 }).filter(text => !text.includes('#'));
const named = (environmentUid: string, text: string, incarnation: number) =>
  resourceName({
    environmentUid,
    node: nodeId({ type: 'postgres', id: text }),
    id: text,
    incarnation,
  });

test('a name is a readable slug of the id and eight digits', () => {
  expect(named('e1', 'Web.Main_DB', 1)).toMatch(/^web-main-db-[0-9a-f]{8}$/);
});

test('a name fits wherever DNS-1123 is asked for, whatever the id is', () => {
  fc.assert(
    fc.property(id, text => {
      const name = named('e1', text, 1);
      expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(40);
    }),
    { numRuns: 300 },
  );
});

test('a name is the same each time, and another one for another environment, node or incarnation', () => {
  fc.assert(
    fc.property(id, id, (one, other) => {
      fc.pre(one !== other);
      expect(named('e1', one, 1)).toBe(named('e1', one, 1));
      const names = [
        named('e1', one, 1),
        named('e2', one, 1),
        named('e1', other, 1),
        named('e1', one, 2),
      ];
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 100 },
  );
});
