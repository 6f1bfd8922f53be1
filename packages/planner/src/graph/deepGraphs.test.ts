import { planHasErrors, plan } from '../plan';
import type { WorkloadEntry } from '../model';
import {
  argumentsFor,
  definition,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { errorsOf, planned, type } from '../testUtils/planned';

const DEEP = 10_000;

const part = registryOf(
  platform,
  type('part', '{ params: { properties: { of: {} } }, outputs: { properties: { of: {} } } }'),
  definition(
    'part',
    'type: part\n  driver: static\n  inputs: { of: "${params.of}" }\n  params: { of: { default: none } }',
  ),
);

/** A workload whose resources each read the one before. */
function chain(length: number, first: object = {}): WorkloadEntry {
  const entry = workload('web');
  const resources = Array.from({ length }, (_, index) => [
    `r${index}`,
    {
      type: 'part',
      ...(index === 0 ? first : { params: { of: `\${resources.r${index - 1}.of}` } }),
    },
  ]);
  return { workload: { ...entry.workload, resources: Object.fromEntries(resources) } };
}

test('resources that read each other may be ten thousand deep', () => {
  const result = plan(argumentsFor(part, [chain(DEEP)]));
  expect(planHasErrors(result)).toBe(false);
  const order = result.nodes.filter(each => each.type === 'part').map(each => each.id);
  expect(order).toEqual(Array.from({ length: DEEP }, (_, index) => `web.r${index}`));
});

test('a ring of ten thousand resources is refused, and no node repeats all its members', () => {
  const result = plan(
    argumentsFor(part, [chain(DEEP, { params: { of: `\${resources.r${DEEP - 1}.of}` } })]),
  );
  expect(planHasErrors(result)).toBe(true);
  const [cycle] = result.problems;
  expect(cycle.message.split(' → ')).toHaveLength(DEEP + 1);
  const { reason } = nodeOf(result, 'part.default#web.r0');
  expect(reason).toContain('It is part of a cycle: part.default#web.r0 → part.default#web.r9999 →');
  expect(reason).toContain('(9990 more)');
});

/** Definitions each of which asks for the next; the last one asks for what `last` says. */
function links(count: number, last: string): string[] {
  return Array.from({ length: count }, (_, index) => {
    const next = index + 1 < count ? `dependencies: { next: { type: link-${index + 1} } }` : last;
    const spec = `type: link-${index}\n  driver: static\n  ${next}`;
    return type(`link-${index}`) + definition(`link-${index}`, spec);
  });
}

const head = workload('web', 'resources: { head: { type: link-0 } }');

test('definitions that each ask for the next may be as many as there are', () => {
  const result = planned(links(300, 'inputs: { host: end }'), head);
  expect(errorsOf(result)).toEqual([]);
  expect(result.nodes.filter(each => each.type.startsWith('link-'))).toHaveLength(300);
});

test('a long round of definitions that ask for new nodes each time is refused, and named in order', () => {
  const again = 'dependencies: { next: { type: link-0, id: "${context.resource.id}x" } }';
  const [message] = errorsOf(planned(links(50, again), head));
  expect(message).toContain('definitions feed each other, link-0 → link-1 → link-2 →');
  expect(message).toContain('→ link-49 → link-0. The last node looked at was link-');
});

test('definitions that multiply nodes without coming back are refused with the number that is allowed', () => {
  const twice = (from: number) => {
    const asks = ['a', 'b'].map(
      side => `${side}: { type: link-${from + 1}, id: "\${context.resource.id}${side}" }`,
    );
    const spec = from === 17 ? 'inputs: { host: end }' : `dependencies: { ${asks.join(', ')} }`;
    return (
      type(`link-${from}`) +
      definition(`link-${from}`, `type: link-${from}\n  driver: static\n  ${spec}`)
    );
  };
  const result = planned(
    Array.from({ length: 18 }, (_, index) => twice(index)),
    head,
  );
  expect(errorsOf(result)).toContainEqual(
    expect.stringContaining('The graph has more than 20000 nodes'),
  );
});
