import type { PlanArguments, RegistrySnapshot } from '../model';
import { argumentsFor, deltaOf, deployed, workload } from '../testUtils/scenario';
import { api, registry, web } from '../testUtils/shop';
import { fingerprint } from './fingerprint';
import { plan } from './plan';

const pin = { node: 'postgres.default#web.db', definition: 'postgres', version: 1 };
const args: PlanArguments = {
  ...deployed(argumentsFor(registry, [web, api])),
  delta: deltaOf([web, workload('job')], ['api', 'other']),
  pins: [pin, { ...pin, node: 'postgres.default#api.db' }],
  values: { color: 'red', size: 1 },
};

function withRegistry(change: Partial<RegistrySnapshot>): PlanArguments {
  return { ...args, registry: { ...registry, ...change } };
}

test('the fingerprint of a plan is that of its arguments, and does not depend on their order', () => {
  const { context, values } = args;
  const reversed: PlanArguments = {
    ...args,
    delta: { ...args.delta, remove: [...args.delta.remove].reverse() },
    drivers: [...args.drivers].reverse(),
    pins: [...args.pins].reverse(),
    ledger: [...args.ledger].reverse(),
    values: { size: values.size, color: values.color },
    context: { environment: context.environment, application: context.application },
    registry: {
      resourceTypes: [...registry.resourceTypes].reverse(),
      environmentTypes: [...registry.environmentTypes].reverse(),
      definitions: [...registry.definitions].reverse(),
      criteria: [...registry.criteria].reverse(),
    },
  };
  expect(plan(args).fingerprint).toBe(fingerprint(args));
  expect(fingerprint(reversed)).toBe(fingerprint(args));
});

const [first] = registry.definitions;
const environment = { ...args.context.environment, labels: { region: 'eu' } };

test.each<[string, PlanArguments]>([
  ['the kind of deployment', { ...args, kind: 'refresh' }],
  ['what is wanted so far', { ...args, base: { workloads: {} } }],
  ['what is brought', { ...args, delta: deltaOf([web], ['api', 'other']) }],
  ['what is taken away', { ...args, delta: { ...args.delta, remove: ['api'] } }],
  ['a driver', { ...args, drivers: args.drivers.map(each => ({ ...each, version: '2' })) }],
  ['a pin', { ...args, pins: [{ ...pin, version: 2 }] }],
  ['a shared value', { ...args, values: { color: 'red', size: 2 } }],
  ['a label', { ...args, context: { ...args.context, environment } }],
  ['the branch', { ...args, context: { ...args.context, deployment: { branch: 'main' } } }],
  [
    'what is known of one thing that exists',
    {
      ...args,
      ledger: args.ledger.map((row, index) =>
        index === 0 ? { ...row, presence: 'unknown' as const } : row,
      ),
    },
  ],
  ['a resource type', withRegistry({ resourceTypes: registry.resourceTypes.slice(1) })],
  [
    'an environment type',
    withRegistry({
      environmentTypes: [
        {
          name: 'development',
          order: 1,
          preview: true,
          approvals: { required: 0 },
          requireReady: false,
          lifetime: { default: 'never' },
        },
      ],
    }),
  ],
  [
    'the content of a definition',
    withRegistry({ definitions: [{ ...first, hash: 'other' }, ...registry.definitions.slice(1)] }),
  ],
  [
    'the status of a version',
    withRegistry({
      definitions: [{ ...first, status: 'deprecated' }, ...registry.definitions.slice(1)],
    }),
  ],
  ['a criterion', withRegistry({ criteria: registry.criteria.slice(1) })],
])('the fingerprint changes with %s', (_, changed) => {
  expect(fingerprint(changed)).not.toBe(fingerprint(args));
});
