import { ConflictError, InputError } from '@backstage/errors';
import type { DeploymentDelta, DeploymentSet, Pin, Plan } from '@tutti/planner';
import type { Knex } from 'knex';
import type { DeploymentRecord } from '../../database/deployments/DeploymentRecord';
import { findDeployment } from '../../database/deployments/findDeployment';
import { findPlan } from '../../database/deployments/findPlan';
import { readSet } from '../../database/deployments/readSet';
import type { EnvironmentRecord } from '../../environments/Environments';
import { deploymentNotFound } from '../deploymentNotFound';
import type { LifecycleRequest, Submission } from '../Deployments';
import { listOf } from './listOf';

/**
 * Goes back to what an earlier deployment of the environment made true: workloads as they were wanted then, made by the
 * definition versions and with the shared values of then. What other workloads use too keeps what it has.
 *
 * @param base - what is wanted of the environment now
 * @throws NotFoundError, ConflictError and InputError where there is nothing to go back to.
 */
export async function rollbackSubmission(
  transaction: Knex.Transaction,
  environment: EnvironmentRecord,
  request: Extract<LifecycleRequest, { kind: 'rollback' }>,
  base: DeploymentSet,
): Promise<Pick<Submission, 'kind' | 'delta' | 'rollback'>> {
  const { wholeEnvironment = false } = request;
  const target = await findDeployment(transaction, request.deployment);
  if (target?.environmentUid !== environment.uid) {
    throw deploymentNotFound(request.deployment);
  }
  const then = await setAfter(transaction, target);
  const delta = wholeEnvironment
    ? { upsert: then.workloads, remove: missing(base, then) }
    : deltaOf(request.workloads ?? namedBy(target, then, base), { target, then, base });
  const plan = await planOf(transaction, target);
  const taken = new Set(Object.keys(delta.upsert));
  return {
    kind: 'rollback',
    delta,
    rollback: {
      uid: target.uid,
      number: target.number,
      nodes: boundBy(plan, taken),
      ...(target.valueVersion !== undefined && { valueVersion: target.valueVersion }),
      wholeEnvironment,
    },
  };
}

async function setAfter(knex: Knex, target: DeploymentRecord): Promise<DeploymentSet> {
  const { number, status, planOnly, setHash } = target;
  if (status !== 'succeeded' || planOnly || setHash === undefined) {
    const what = planOnly ? 'was only a plan' : `is ${status}`;
    throw new ConflictError(
      `Deployment ${number} ${what}: go back to one that has succeeded, since only that is known to have run.`,
    );
  }
  return readSet(knex, setHash);
}

async function planOf(knex: Knex, { uid, number, planHash }: DeploymentRecord): Promise<Plan> {
  const plan = planHash === undefined ? undefined : await findPlan(knex, uid, planHash);
  if (!plan) {
    throw new ConflictError(
      `The plan of deployment ${number} is too old to be kept, so nobody knows which definitions it was made with. ` +
        'Go back to a newer one, or deploy what you want to run.',
    );
  }
  return plan;
}

/** What a deployment names, without what it took away and what is not there now either. */
function namedBy(
  { workloads, removed, number }: DeploymentRecord,
  then: DeploymentSet,
  base: DeploymentSet,
): string[] {
  const named = [...workloads, ...removed].filter(
    name => Object.hasOwn(then.workloads, name) || Object.hasOwn(base.workloads, name),
  );
  if (named.length === 0) {
    throw new InputError(
      `Deployment ${number} names no workload that could be taken back: say which ones, or wholeEnvironment.`,
    );
  }
  return named;
}

function deltaOf(
  names: readonly string[],
  sets: { target: DeploymentRecord; then: DeploymentSet; base: DeploymentSet },
): DeploymentDelta {
  const { target, then, base } = sets;
  const unknown = names.filter(
    name => !Object.hasOwn(then.workloads, name) && !Object.hasOwn(base.workloads, name),
  );
  if (unknown.length > 0) {
    throw new InputError(
      `workloads: ${listOf(unknown)} ran neither after deployment ${target.number} nor now; ` +
        `after it ran ${listOf(Object.keys(then.workloads)) || 'nothing'}.`,
    );
  }
  const back = names.filter(name => Object.hasOwn(then.workloads, name));
  return {
    upsert: Object.fromEntries(back.map(name => [name, then.workloads[name]])),
    remove: names.filter(name => !back.includes(name)).sort(),
  };
}

function missing(base: DeploymentSet, then: DeploymentSet): string[] {
  return Object.keys(base.workloads)
    .filter(name => !Object.hasOwn(then.workloads, name))
    .sort();
}

/** The versions of then of what nobody but the workloads that are taken back asked for. */
function boundBy(plan: Plan, taken: ReadonlySet<string>): Pin[] {
  return plan.nodes.flatMap(
    ({ node, action, workloads, definition, definitionVersion: version }) => {
      const isMade = action !== 'destroy' && action !== 'retain' && action !== 'blocked';
      const isTaken = workloads.length > 0 && workloads.every(name => taken.has(name));
      return isMade && isTaken && definition !== undefined && version !== undefined
        ? [{ node, definition, version }]
        : [];
    },
  );
}
