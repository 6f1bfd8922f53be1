import fc from 'fast-check';
import { canonicalJson } from '@tutti/score';
import type { PlanArguments, WorkloadEntry } from '../model';
import {
  actionsOf,
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  manifest,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { plan } from './plan';
import { planHasErrors } from './planHasErrors';

const TYPES = ['aa', 'bb', 'cc'];
const registry = registryOf(
  platform,
  ...TYPES.map(type => manifest('ResourceType', type, `stateful: ${type === 'aa'}`)),
  manifest('ResourceType', 'server', '{ scope: environment, use: internal }'),
  definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }'),
  definition(
    'aa',
    'type: aa\n  driver: database\n  dependencies: { server: { type: server } }\n  inputs: { server: "${resources.server}", database: "${context.resource.name}" }\n  provisions: [{ type: cc, class: extra, dependsOnThis: true, inheritDependents: true }]',
  ),
  definition(
    'bb',
    'type: bb\n  driver: static\n  provisions: [{ type: cc, class: side, dependsOnThis: true }]',
  ),
  definition(
    'cc',
    'type: cc\n  driver: static\n  inputs: { of: "${params.of}" }\n  params: { of: { default: nothing } }',
  ),
  definition('extra', 'type: cc\n  driver: static\n  criteria: [{ class: extra }]'),
  definition(
    'side',
    'type: cc\n  driver: static\n  criteria: [{ class: side }]\n  collect: { users: { of: bb, direction: dependents, type: workload } }\n  inputs: { users: "${collected.users.id}" }',
  ),
);

interface Drawn {
  type: string;
  shared: boolean;
}

/** Workloads with a few private and shared resources; the second one of each reads the first one in its params. */
const workloads: fc.Arbitrary<WorkloadEntry[]> = fc
  .dictionary(
    fc.constantFrom('api', 'web', 'job', 'cron'),
    fc.record({
      image: fc.constantFrom('app:1', 'app:2'),
      resources: fc.dictionary(
        fc.constantFrom('k1', 'k2', 'k3'),
        fc.record({ type: fc.constantFrom(...TYPES), shared: fc.boolean() }),
        { maxKeys: 3 },
      ),
    }),
    { minKeys: 1, maxKeys: 4 },
  )
  .map(drawn =>
    Object.entries(drawn).map(([name, { image, resources }]) => {
      const texts = Object.entries(resources).map(
        ([key, each]) => `  ${key}: ${resourceText(each, resources)}`,
      );
      const asked = texts.length > 0 ? `resources:\n${texts.join('\n')}` : '';
      return workload(name, `containers: { main: { image: "${image}" } }\n${asked}`);
    }),
  );

function resourceText(drawn: Drawn, all: Record<string, Drawn>): string {
  const id = drawn.shared ? `, id: shared-${drawn.type}` : '';
  const first = all.k1;
  const isReader = drawn.type === 'cc' && !drawn.shared && first && first.type !== 'cc';
  return `{ type: ${drawn.type}${id}${isReader ? ', params: { of: "${resources.k1.made}" }' : ''} }`;
}

function reversed<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).reverse());
}

function shuffled(args: PlanArguments): PlanArguments {
  return {
    ...args,
    base: { workloads: reversed(args.base.workloads) },
    delta: { upsert: reversed(args.delta.upsert), remove: [...args.delta.remove].reverse() },
    registry: {
      resourceTypes: [...args.registry.resourceTypes].reverse(),
      environmentTypes: [...args.registry.environmentTypes].reverse(),
      definitions: [...args.registry.definitions].reverse(),
      criteria: [...args.registry.criteria].reverse(),
    },
    drivers: [...args.drivers].reverse(),
    ledger: [...args.ledger].reverse(),
  };
}

test('the plan does not depend on the order of workloads, manifests, drivers or rows', () => {
  fc.assert(
    fc.property(workloads, workloads, (before, after) => {
      const args = { ...deployed(argumentsFor(registry, before)), delta: deltaOf(after) };
      expect(canonicalJson(plan(shuffled(args)))).toBe(canonicalJson(plan(args)));
    }),
    { numRuns: 30 },
  );
});

test('equal arguments give the same plan, byte for byte', () => {
  fc.assert(
    fc.property(workloads, drawn => {
      const args = argumentsFor(registry, drawn);
      expect(JSON.stringify(plan(structuredClone(args)))).toBe(JSON.stringify(plan(args)));
    }),
    { numRuns: 20 },
  );
});

test('a second plan after the first was carried out changes nothing', () => {
  fc.assert(
    fc.property(workloads, drawn => {
      const args = argumentsFor(registry, drawn);
      fc.pre(!planHasErrors(plan(args)));
      const again = plan({ ...deployed(args), delta: deltaOf(drawn) });
      expect(Object.values(actionsOf(again)).filter(action => action !== 'unchanged')).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('a definition that nothing matches changes nothing', () => {
  const criteria = [...registry.criteria, { definition: 'aa', criterion: { class: 'never' } }];
  const unrelated = {
    ...registry.definitions[0],
    name: 'unrelated',
    spec: { ...registry.definitions[0].spec, type: 'other' },
  };
  const larger = {
    ...registry,
    definitions: [...registry.definitions, unrelated],
    criteria: [...criteria, { definition: 'unrelated', criterion: { class: 'default' } }],
  };
  const withoutMatch = (args: PlanArguments) =>
    canonicalJson(plan(args).nodes.map(node => ({ ...node, match: undefined })));
  fc.assert(
    fc.property(workloads, drawn => {
      expect(withoutMatch(argumentsFor(larger, drawn))).toBe(
        withoutMatch(argumentsFor(registry, drawn)),
      );
    }),
    { numRuns: 20 },
  );
});

test('every node comes after all that it depends on, and what is destroyed after its consumers', () => {
  fc.assert(
    fc.property(workloads, workloads, (before, after) => {
      const args = deployed(argumentsFor(registry, before));
      const gone = Object.keys(args.base.workloads).filter(
        name => !after.some(each => each.workload.metadata.name === name),
      );
      const result = plan({ ...args, delta: deltaOf(after, gone) });
      fc.pre(!planHasErrors(result));
      const { nodes } = result;
      const position = new Map(nodes.map((node, index) => [node.node, index]));
      const removed = new Set(
        nodes.filter(each => ['destroy', 'retain'].includes(each.action)).map(each => each.node),
      );
      const misplaced = nodes.flatMap((node, index) =>
        node.dependsOn
          .filter(needed => removed.has(needed) || !removed.has(node.node))
          .filter(needed => removed.has(node.node) === position.get(needed)! < index)
          .map(needed => `${node.node} and ${needed}`),
      );
      expect(misplaced).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('a deployment of one workload never changes what only others use', () => {
  fc.assert(
    fc.property(workloads, workloads, (before, after) => {
      const args = deployed(argumentsFor(registry, before));
      const [one] = after;
      const { name } = one.workload.metadata;
      const { nodes } = plan({ ...args, delta: deltaOf([one]) });
      const touched = nodes.filter(
        node => node.inScope && node.action !== 'unchanged' && node.driver !== 'delivery',
      );
      const before1 = new Map(args.ledger.map(row => [row.node, row.workloads]));
      for (const node of touched.filter(each => each.type === 'aa')) {
        expect([...node.workloads, ...(before1.get(node.node) ?? [])]).toContain(name);
      }
    }),
    { numRuns: 30 },
  );
});

test('a rename alone never plans a destroy, and keeps every stateful node', () => {
  fc.assert(
    fc.property(workloads, drawn => {
      const [first] = drawn;
      const source = { repository: 'git', path: 'score.yaml' };
      const args = argumentsFor(registry, [{ ...first, source }]);
      fc.pre(!planHasErrors(plan(args)));
      const metadata = { ...first.workload.metadata, name: 'renamed' };
      const renamed = { workload: { ...first.workload, metadata }, source };
      const actions = plan({ ...deployed(args), delta: deltaOf([renamed]) }).nodes.map(
        node => node.action,
      );
      expect(actions).not.toContain('destroy');
      expect(actions).not.toContain('retain');
    }),
    { numRuns: 30 },
  );
});
