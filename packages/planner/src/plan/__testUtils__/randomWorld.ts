import fc from 'fast-check';
import type { JsonObject } from '@tutti/score';
import type { PlanArguments, RegistrySnapshot, WorkloadEntry } from '../../model';
import { definition, manifest, platform, registryOf, workload } from '../../testUtils/scenario';

/** The types of random registries; the first one holds data. A definition asks for types after its own only. */
const TYPES = ['aa', 'bb', 'cc', 'dd'] as const;
type DrawnType = (typeof TYPES)[number];

const IDS = [
  undefined,
  'common',
  '${context.resource.id}-x',
  'x-${context.resource.id}',
  '${context.resource.name}',
];

interface DrawnRequest {
  type: DrawnType;
  id?: string;
}

interface DrawnDefinition {
  driver: 'static' | 'database' | 'terraform';
  dependencies: DrawnRequest[];
  provisions: (DrawnRequest & {
    dependsOnThis: boolean;
    inheritDependents: boolean;
    merge: boolean;
  })[];
  collects: {
    of: DrawnType | 'workload';
    id?: string;
    direction: 'dependents' | 'dependencies';
    type: DrawnType | 'workload';
  }[];
  handsDown: boolean;
}

function requestsAfter(type: DrawnType): fc.Arbitrary<DrawnRequest> {
  const later = TYPES.slice(TYPES.indexOf(type) + 1);
  return fc.record({ type: fc.constantFrom(...later), id: fc.constantFrom(...IDS) });
}

function definitionOf(type: DrawnType): fc.Arbitrary<DrawnDefinition> {
  const isLast = type === TYPES.at(-1);
  const anyType = fc.constantFrom<DrawnType | 'workload'>(...TYPES, 'workload');
  return fc.record({
    driver: fc.constantFrom('static', 'database', 'terraform'),
    dependencies: isLast ? fc.constant([]) : fc.array(requestsAfter(type), { maxLength: 2 }),
    provisions: isLast
      ? fc.constant([])
      : fc.array(
          fc
            .tuple(
              requestsAfter(type),
              fc.record({
                dependsOnThis: fc.boolean(),
                inheritDependents: fc.boolean(),
                merge: fc.boolean(),
              }),
            )
            .map(([request, rest]) => ({ ...request, ...rest })),
          { maxLength: 2 },
        ),
    collects: fc.array(
      fc.record({
        of: anyType,
        id: fc.constantFrom(undefined, 'common', '${context.workload.id}'),
        direction: fc.constantFrom('dependents', 'dependencies'),
        type: anyType,
      }),
      { maxLength: 1 },
    ),
    handsDown: fc.boolean(),
  });
}

function requestText(request: DrawnRequest, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ type: request.type, ...(request.id && { id: request.id }), ...more });
}

function definitionText(type: DrawnType, drawn: DrawnDefinition): string {
  const { driver, dependencies, provisions, collects, handsDown } = drawn;
  const params = handsDown ? { params: { of: '${params.of}' } } : {};
  const aliases = dependencies.map(
    (each, index) => `d${index}: ${requestText(each, each.id ? {} : params)}`,
  );
  const inputs = {
    ...(driver === 'database' && { database: '${context.resource.name}' }),
    ...(driver !== 'database' && { of: '${params.of}' }),
    ...Object.fromEntries(dependencies.map((_, index) => [`r${index}`, `\${resources.d${index}}`])),
    ...(collects.length > 0 && { ids: '${collected.c.id}', made: '${collected.c.outputs.made}' }),
  };
  const collected = collects.map(
    ({ of, id, ...rest }) =>
      `c: ${JSON.stringify({ of: { type: of, ...(id && { id }) }, ...rest })}`,
  );
  const added = provisions.map(({ type: asked, id, ...rest }) =>
    requestText({ type: asked, id }, rest),
  );
  return definition(
    type,
    `type: ${type}
  driver: ${driver}
  params: { of: { default: nothing } }
  dependencies: { ${aliases.join(', ')} }
  provisions: [${added.join(', ')}]
  collect: { ${collected.join(', ')} }
  inputs: ${JSON.stringify(inputs)}`,
  );
}

/** A platform with four types, each made by a definition with random dependencies, provisions and collections. */
export const registries: fc.Arbitrary<RegistrySnapshot> = fc
  .record({
    aa: definitionOf('aa'),
    bb: definitionOf('bb'),
    cc: definitionOf('cc'),
    dd: definitionOf('dd'),
  })
  .map(drawn =>
    registryOf(
      platform,
      ...TYPES.map(type => manifest('ResourceType', type, `stateful: ${type === 'aa'}`)),
      ...TYPES.map(type => definitionText(type, drawn[type])),
    ),
  );

interface DrawnResource {
  type: DrawnType;
  shared: boolean;
}

/** Workloads with a few private and shared resources; some of them read another one of their workload. */
export const workloads: fc.Arbitrary<WorkloadEntry[]> = fc
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
        ([key, each]) => `  ${key}: ${resourceText(key, each, resources)}`,
      );
      const asked = texts.length > 0 ? `resources:\n${texts.join('\n')}` : '';
      return workload(name, `containers: { main: { image: "${image}" } }\n${asked}`);
    }),
  );

function resourceText(
  key: string,
  drawn: DrawnResource,
  all: Record<string, DrawnResource>,
): string {
  const id = drawn.shared ? `, id: shared-${drawn.type}` : '';
  const isReader = key !== 'k1' && !drawn.shared && all.k1 && all.k1.type !== drawn.type;
  return `{ type: ${drawn.type}${id}${isReader ? ', params: { of: "${resources.k1.made}" }' : ''} }`;
}

/** The same arguments with every list and every key in the opposite order. */
export function reversed(args: PlanArguments): PlanArguments {
  return {
    ...args,
    base: { workloads: reversedKeys(args.base.workloads) },
    delta: { upsert: reversedKeys(args.delta.upsert), remove: [...args.delta.remove].reverse() },
    registry: {
      resourceTypes: [...args.registry.resourceTypes].reverse(),
      environmentTypes: [...args.registry.environmentTypes].reverse(),
      definitions: [...args.registry.definitions].reverse().map(version => ({
        ...version,
        spec: {
          ...version.spec,
          dependencies: reversedKeys(version.spec.dependencies),
          collect: reversedKeys(version.spec.collect),
          inputs: reversedKeys(version.spec.inputs as JsonObject),
        },
      })),
      criteria: [...args.registry.criteria].reverse(),
    },
    drivers: [...args.drivers].reverse(),
    pins: [...args.pins].reverse(),
    ledger: [...args.ledger].reverse(),
  };
}

function reversedKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).reverse());
}
