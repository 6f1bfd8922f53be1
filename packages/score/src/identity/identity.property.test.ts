/** @jest-environment node */
import fc from 'fast-check';
import type { JsonObject } from '../json';
import type { Resource, Workload } from '../specification';
import { collectResourceRequests, orderResourceRequests } from './index';

const names = fc.constantFrom('aa', 'bb', 'cc', 'dd');

const resources: fc.Arbitrary<Resource> = fc.record(
  {
    type: fc.constantFrom('dns', 'redis'),
    class: fc.constantFrom('default', 'large'),
    id: fc.constantFrom('one', 'aa.bb', 'bb.cc'),
    params: fc.constantFrom<JsonObject>(
      {},
      { x: '${resources.aa.host}' },
      { x: 1, y: '${resources.cc.host}' },
    ),
    metadata: fc.constantFrom<JsonObject>({}, { x: 'y' }),
  },
  { requiredKeys: ['type'] },
);

const workloads = fc
  .dictionary(names, fc.dictionary(names, resources), { noNullPrototype: true })
  .map(byName =>
    Object.fromEntries(
      Object.entries(byName).map(([name, ofWorkload]): [string, Workload] => [
        name,
        {
          apiVersion: 'score.dev/v1b1',
          metadata: { name },
          containers: { main: { image: 'x' } },
          resources: ofWorkload,
        },
      ]),
    ),
  );

/** The same set with workloads and resources in reversed order. */
function reversed(set: Record<string, Workload>): Record<string, Workload> {
  const reverse = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).reverse());
  return reverse(
    Object.fromEntries(
      Object.entries(set).map(([name, workload]) => [
        name,
        { ...workload, resources: reverse(workload.resources!) },
      ]),
    ),
  );
}

describe('resource requests, for every set of workloads', () => {
  it('do not depend on the order of workloads and resources, byte for byte', () => {
    fc.assert(
      fc.property(workloads, set => {
        const collected = collectResourceRequests(set);
        const other = reversed(set);
        expect(JSON.stringify(collectResourceRequests(other))).toBe(JSON.stringify(collected));
        expect(
          JSON.stringify(orderResourceRequests([...collected.requests].reverse(), other)),
        ).toBe(JSON.stringify(orderResourceRequests(collected.requests, set)));
      }),
    );
  });

  it('hold every place that names a resource exactly once', () => {
    fc.assert(
      fc.property(workloads, set => {
        const places = collectResourceRequests(set).requests.flatMap(({ usedBy }) =>
          usedBy.map(({ workload, key }) => `${workload} ${key}`),
        );
        const expected = Object.entries(set).flatMap(([name, workload]) =>
          Object.keys(workload.resources!).map(key => `${name} ${key}`),
        );
        expect([...places].sort()).toEqual(expected.sort());
      }),
    );
  });

  it('come after what they need, or a problem says why not', () => {
    fc.assert(
      fc.property(workloads, set => {
        const { requests } = collectResourceRequests(set);
        const { layers, problems } = orderResourceRequests(requests, set);
        const ordered = layers.flat();
        expect(new Set(ordered).size).toBe(ordered.length);
        const isComplete = ordered.length === requests.length;
        expect(isComplete).toBe(!problems.some(problem => problem.code === 'resource-cycle'));
      }),
    );
  });
});
