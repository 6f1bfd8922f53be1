import fc from 'fast-check';
import type { DatabaseFault } from './openVirtualDatabase';
import type { DriverFault } from './SimulatedWorld';

/** A resource that a workload of a scenario asks for. */
export interface ResourceShape {
  type: 'postgres' | 'cache' | 'grant';
  size: number;
  /** Part of its identity: another one means a replacement. */
  salt: '' | '-a' | '-b';
  /** One resource of this id for all workloads that ask for it. */
  shared: boolean;
  /** Takes an output of the workload's first resource, when it is not the first itself. */
  uses: boolean;
}

/** A workload of a scenario. */
export interface WorkloadShape {
  image: number;
  resources: Record<string, ResourceShape>;
}

/** A definition as a scenario has it; every change makes another version. */
export interface DefinitionShape {
  salt: '' | '-x';
  onRemoval?: 'destroy' | 'approve' | 'retain';
  protected: boolean;
  /** The version adds a grant beside each of its nodes. */
  provides: boolean;
}

/** What goes wrong during a step; places are counted in awaits, calls in calls of drivers, from its beginning. */
export interface Trouble {
  drivers: { call: number; fault: DriverFault }[];
  /** Statements of the database that go wrong, on PostgreSQL. */
  database: { statement: number; fault: DatabaseFault }[];
  crash?: number;
  cancel?: number;
  stop?: number;
}

/** One operation. */
export type Step =
  | {
      do: 'deploy';
      workloads: Record<string, WorkloadShape>;
      remove: string[];
      planOnly: boolean;
      onBusy: 'queue' | 'supersede';
      /** The next step does not wait for its end. */
      hurry: boolean;
      trouble: Trouble;
    }
  | { do: 'decide'; verdict: 'approved' | 'rejected'; trouble: Trouble }
  | { do: 'retry'; trouble: Trouble }
  | { do: 'destroy-orphan'; trouble: Trouble }
  /** Of the first deployment that has succeeded. */
  | { do: 'rollback'; wholeEnvironment: boolean; trouble: Trouble }
  | { do: 'refresh'; trouble: Trouble }
  /** A refresh waits until the environment is resumed. */
  | { do: 'pause'; trouble: Trouble }
  | { do: 'delete-environment'; trouble: Trouble }
  | { do: 'define'; type: 'postgres' | 'cache'; definition: DefinitionShape };

/** A life of one environment: all that is random is in here. */
export interface Scenario {
  steps: Step[];
}

/** Nothing goes wrong. */
export const NO_TROUBLE: Trouble = { drivers: [], database: [] };

const resource: fc.Arbitrary<ResourceShape> = fc.record({
  type: fc.constantFrom('postgres', 'cache', 'postgres', 'cache', 'grant'),
  size: fc.integer({ min: 1, max: 2 }),
  salt: fc.constantFrom('', '', '', '-a', '-b'),
  shared: fc.constantFrom(false, false, false, true),
  uses: fc.constantFrom(false, false, true),
});

const workload: fc.Arbitrary<WorkloadShape> = fc.record({
  image: fc.integer({ min: 1, max: 3 }),
  resources: fc.dictionary(fc.constantFrom('one', 'two', 'three'), resource, { maxKeys: 3 }),
});

const place = fc.integer({ min: 1, max: 240 });

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(NO_TROUBLE) },
  {
    weight: 5,
    arbitrary: fc.record(
      {
        drivers: fc.array(
          fc.record({
            call: fc.integer({ min: 1, max: 8 }),
            fault: fc.constantFrom<DriverFault>(
              ...(['transient', 'transient', 'transient-after', 'permanent', 'conflict'] as const),
              ...(['cancelled', 'unknown', 'hang', 'hang-after', 'deaf'] as const),
            ),
          }),
          { maxLength: 3 },
        ),
        database: fc.array(
          fc.record({
            statement: place,
            fault: fc.constantFrom<DatabaseFault>(
              ...(['cut-before', 'cut-after', 'serialization', 'lock-timeout'] as const),
              ...(['disk-full', 'slow'] as const),
            ),
          }),
          { maxLength: 2 },
        ),
        crash: place,
        cancel: place,
        stop: place,
      },
      { requiredKeys: ['drivers', 'database'] },
    ),
  },
);

const definition: fc.Arbitrary<DefinitionShape> = fc.record(
  {
    salt: fc.constantFrom('' as const, '' as const, '-x' as const),
    onRemoval: fc.constantFrom('destroy' as const, 'approve' as const, 'retain' as const),
    protected: fc.constantFrom(false, false, true),
    provides: fc.constantFrom(false, false, true),
  },
  { requiredKeys: ['salt', 'protected', 'provides'] },
);

const WORKLOADS = ['web', 'api', 'job'];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('deploy' as const),
      workloads: fc.dictionary(fc.constantFrom(...WORKLOADS), workload, {
        minKeys: 1,
        maxKeys: 2,
      }),
      remove: fc.subarray(WORKLOADS, { maxLength: 1 }),
      planOnly: fc.constantFrom(false, false, false, false, false, true),
      onBusy: fc.constantFrom('queue' as const, 'supersede' as const),
      hurry: fc.constantFrom(false, false, false, true),
      trouble,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      verdict: fc.constantFrom('approved' as const, 'approved' as const, 'rejected' as const),
      trouble,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retry' as const), trouble }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('destroy-orphan' as const), trouble }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rollback' as const),
      wholeEnvironment: fc.boolean(),
      trouble,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const), trouble }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), trouble }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete-environment' as const), trouble }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('define' as const),
      type: fc.constantFrom('postgres' as const, 'cache' as const),
      definition,
    }),
  },
);

/** Any life of an environment. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.noBias(
  fc.record({ steps: fc.array(step, { minLength: 2, maxLength: 9 }) }),
);
