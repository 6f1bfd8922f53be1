import {
  plan as makePurePlan,
  type DeploymentSet,
  type EnvironmentTypeSpec,
  type LedgerRow,
  type Plan,
  type PlanArguments,
  type RegistrySnapshot,
} from '@tutti/planner';
import { canonicalHash } from '@tutti/score';
import { findDesiredSet } from '../../database/deployments/findDesiredSet';
import { readSet } from '../../database/deployments/readSet';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { readDatabaseTime } from '../../database/readDatabaseTime';
import { pinsOf } from '../../registry/pins/pinsOf';
import { registryIn } from '../../registry/rollouts/registryIn';
import { toLedgerRow } from '../../ledger/toLedgerRow';
import type { RollbackBinding } from '../../deployments/Deployments';
import type { DeploymentRun } from '../DeploymentRun';
import { describeDriver } from '../drivers/describeDriver';
import { deltaInForce } from './deltaInForce';
import { refinePlan } from './refinePlan';
import { reviewRun } from './reviewRun';

/** A plan and what it was made from. */
export interface MadePlan {
  plan: Plan;
  /** SHA-256 of the canonical plan: what an approval refers to. */
  hash: string;
  /** Hash of the desired set that it starts from; absent: nothing was wanted yet. */
  baseSet?: string;
  valueVersion: string;
  registry: RegistrySnapshot;
  environmentType?: EnvironmentTypeSpec;
  /** Every incarnation in the environment. */
  ledger: LedgerRow[];
  /** The same, as the ledger has them. */
  entries: LedgerEntry[];
  /** The desired set that it starts from. */
  base: DeploymentSet;
}

/**
 * Plans a deployment against what is wanted, known and registered now: gathers the arguments of the pure function, and
 * lets drivers look at the nodes that are fully known and policies at all.
 */
export async function makePlan(run: DeploymentRun): Promise<MadePlan> {
  const { services, deployment, environment } = run;
  const { database } = services;
  const baseSet = await findDesiredSet(database, environment.uid);
  const base = await readSet(database, baseSet);
  const entries = await listLedgerOfEnvironment(database, environment.uid);
  const ledger = entries.map(toLedgerRow);
  const pins = await pinsOf(database, environment);
  const { branch, tag, rolloutNodes, destroyRows, rollback } = deployment;
  const registry = await registryIn({
    ...{ database, registry: services.registry, environment },
    bound: [
      ...ledger.map(row => ({ definition: row.definition, version: row.definitionVersion })),
      ...pins,
      ...(rolloutNodes ?? []),
      ...(rollback?.nodes ?? []),
    ],
  });
  const { values, version } = await services.values.forEnvironment(environment.uid);
  const pure = makePurePlan({
    kind: deployment.kind,
    base,
    delta: deltaInForce(deployment, base),
    registry,
    drivers: [...services.drivers.values()].map(describeDriver),
    pins,
    ...(rolloutNodes && { rolloutNodes }),
    ...(destroyRows && { destroyRows }),
    ...(rollback && { rollback: await valuesOfThen(run, rollback) }),
    values,
    context: {
      application: { id: environment.application, labels: environment.applicationLabels },
      environment: {
        uid: environment.uid,
        id: environment.name,
        type: environment.type,
        labels: environment.labels,
      },
      ...((branch || tag) && { deployment: { ...(branch && { branch }), ...(tag && { tag }) } }),
    },
    ledger,
  });
  const refined = await refinePlan(run, pure, entries);
  const findings =
    services.policies.length > 0
      ? await reviewRun(run, refined, await readDatabaseTime(database))
      : [];
  const plan = findings.length > 0 ? { ...refined, findings } : refined;
  return {
    plan,
    hash: canonicalHash(JSON.parse(JSON.stringify(plan))),
    baseSet,
    valueVersion: version,
    registry,
    environmentType: registry.environmentTypes.find(type => type.name === environment.type),
    ledger,
    entries,
    base,
  };
}

async function valuesOfThen(
  { services, environment }: DeploymentRun,
  { nodes, valueVersion }: RollbackBinding,
): Promise<NonNullable<PlanArguments['rollback']>> {
  const { values } = await services.values.forEnvironment(environment.uid, valueVersion);
  return { nodes, values };
}
