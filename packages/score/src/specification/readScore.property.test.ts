/** @jest-environment node */
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../json';
import { readScore, type Workload } from './index';

const source = 'fuzz.yaml';

const label = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);
const text = fc.string({ unit: 'grapheme' }).filter(value => !/[$\ufffd]/.test(value));
// Through JSON once, which has no -0.
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map(value => JSON.parse(JSON.stringify(value)) as JsonValue)
  .filter(value => !/[$_\ufffd]/.test(JSON.stringify(value)));

const workloads: fc.Arbitrary<Workload> = fc
  .record({
    name: label,
    container: label,
    variables: fc.dictionary(fc.stringMatching(/^[A-Z]{1,6}$/), text),
    content: text,
    params: fc.dictionary(label, json),
    port: fc.integer({ min: 1, max: 65535 }),
  })
  .map(({ name, container, variables, content, params, port }) => ({
    apiVersion: 'score.dev/v1b1',
    metadata: { name, annotations: { 'example.com/team': content } },
    service: { ports: { web: { port, protocol: 'TCP' } } },
    containers: {
      [container]: { image: '.', variables, files: { '/a/b': { content, mode: '0644' } } },
    },
    resources: { db: { type: 'postgres', params } },
  }));

/** Score files with pieces cut out, doubled, and put where they do not belong. */
const damaged = fc
  .tuple(
    workloads,
    fc.array(
      fc.record({
        at: fc.nat(),
        remove: fc.nat(20),
        insert: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 6 }),
          fc.constantFrom(
            '${',
            '}',
            '---\n',
            '\t',
            '&a ',
            '*a',
            '<<: ',
            '"',
            '[',
            '!!x ',
            '\n  - ',
          ),
        ),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  )
  .map(([workload, edits]) =>
    edits.reduce(
      (result, { at, remove, insert }) => {
        const position = at % (result.length + 1);
        return result.slice(0, position) + insert + result.slice(position + remove);
      },
      JSON.stringify(workload, undefined, 1),
    ),
  );

describe('readScore, for every input', () => {
  it('answers with files or errors, never with a crash, and the same each time', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' })), input => {
        const result = readScore(input, { source });
        const lines = input.split('\n').length;
        expect(result.files.length > 0 || result.problems.some(isError)).toBe(true);
        for (const problem of result.problems) {
          expect(problem.source).toBe(source);
          expect(problem.message).toMatch(/[.]$/);
          expect(problem.line ?? 1).toBeLessThanOrEqual(lines);
          expect(problem.column ?? 1).toBeGreaterThan(0);
        }
        expect(JSON.stringify(readScore(input, { source }))).toBe(JSON.stringify(result));
      }),
      { numRuns: 300 },
    );
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const { files, problems } = readScore(bytes, { source });
        expect(files.length > 0 || problems.some(isError)).toBe(true);
      }),
    );
  });

  it('takes any overrides', () => {
    const path = fc.string({
      unit: fc.constantFrom('a', '.', '\\', '-', '1', '=', 'containers', '_'),
    });
    const objects = fc.dictionary(
      fc.constantFrom('containers', 'metadata', 'resources', '__proto__', 'x'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(workloads, fc.array(path), objects, (workload, paths, overrides) => {
        const { files, problems } = readScore(JSON.stringify(workload), {
          source,
          overrideProperties: paths,
          overrides: overrides as JsonObject,
        });
        expect(files.length > 0 || problems.some(isError)).toBe(true);
      }),
    );
  });

  it('yields a valid workload exactly as it was written', () => {
    fc.assert(
      fc.property(workloads, workload => {
        const { files, problems } = readScore(JSON.stringify(workload), { source });
        expect(problems.filter(isError)).toEqual([]);
        expect(files[0].workload).toEqual(workload);
      }),
    );
  });
});

function isError(problem: { severity: string }): boolean {
  return problem.severity === 'error';
}
