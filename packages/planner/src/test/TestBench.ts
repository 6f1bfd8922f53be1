import type { JsonObject } from '@tutti/score';
import type { DefinitionTestSpec, DriverDescriptor, RegistrySnapshot } from '../model';
import { definitionHash } from '../read/definitionHash';
import { toResourceDefinition } from '../read/toSpec';
import type { TestedRequest } from './testedRequest';

/** No driver and no definition can have a name with a slash, so what is made up here clashes with nothing. */
const BENCH = 'definition-test';
const BENCH_DRIVER = `${BENCH}/none`;
/** The version that every made-up definition has. */
const VERSION = 1;
/** The names that a test may leave out. */
const CONTEXT_FIELDS = ['application', 'environment', 'environmentType'] as const;

/**
 * A registry with something to ask from: profiles that need no cluster and no delivery, so that a test is about its
 * request and about nothing else. A profile asks for the types that no Score file may ask for. All profiles stand in one
 * registry, which is therefore indexed and hashed once, however many tests there are.
 */
export class TestBench {
  readonly registry: RegistrySnapshot;
  readonly drivers: DriverDescriptor[];
  /** Names for the parts of a context that a test leaves out; no criterion equals them. */
  readonly unnamed: Readonly<Record<(typeof CONTEXT_FIELDS)[number], string>>;

  private constructor(
    registry: RegistrySnapshot,
    drivers: readonly DriverDescriptor[],
    requests: readonly TestedRequest[],
  ) {
    const profiles = [
      profile(BENCH, {}),
      ...requests.flatMap(({ test, dependency }) =>
        dependency ? profile(profileOf(test), { subject: dependency }) : [],
      ),
    ];
    this.registry = { ...registry, definitions: [...registry.definitions, ...profiles] };
    this.drivers = [
      ...drivers,
      { id: BENCH_DRIVER, version: '1', inputs: { type: 'object' }, refersOnly: true },
    ];
    this.unnamed = {
      application: unusedName(registry, 'application'),
      environment: unusedName(registry, 'environment'),
      environmentType: unusedName(registry, 'environmentType'),
    };
  }

  /** Adds to a registry what the requests of some tests need. */
  static create(
    registry: RegistrySnapshot,
    drivers: readonly DriverDescriptor[],
    requests: readonly TestedRequest[],
  ): TestBench {
    return new TestBench(registry, drivers, requests);
  }

  /** Binds the made-up workloads of a request to made-up profiles; a request for a profile is left to matching. */
  pins(request: TestedRequest) {
    const { test, asking, workloads, dependency } = request;
    return workloads
      .filter(name => name !== request.profileOf)
      .map(name => ({
        node: `workload#${name}`,
        definition: dependency && name === asking ? profileOf(test) : BENCH,
        version: VERSION,
      }));
  }
}

function profileOf(test: DefinitionTestSpec): string {
  return `${BENCH}/${test.name}`;
}

function profile(name: string, dependencies: JsonObject) {
  const spec = toResourceDefinition({
    metadata: { name },
    spec: { type: 'workload', driver: BENCH_DRIVER, dependencies },
  });
  return { name, version: VERSION, status: 'proposed' as const, spec, hash: definitionHash(spec) };
}

function unusedName(registry: RegistrySnapshot, field: (typeof CONTEXT_FIELDS)[number]): string {
  const used = new Set(registry.criteria.map(({ criterion }) => criterion[field]));
  let name = field === 'environmentType' ? 'any-type' : `any-${field}`;
  while (used.has(name)) {
    name += '-other';
  }
  return name;
}
