import { ConflictError, InputError } from '@backstage/errors';
import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { workloadNodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { findLastApplied } from '../../database/deployments/findLastApplied';
import { readSet } from '../../database/deployments/readSet';
import { listResourceStates } from '../../database/ledger/listResourceStates';
import type { EnvironmentRecord } from '../../environments/Environments';
import type { Submission } from '../Deployments';
import { listOf } from './listOf';
import { promotionGate } from './promotionGate';

/** What a promotion is made of. */
export interface Promotion {
  /** Where the workloads come from, as it is now. */
  from: EnvironmentRecord;
  /** Where they go. */
  to: EnvironmentRecord;
  /** Default: all that are wanted where they come from. */
  workloads?: string[];
  environmentTypes: readonly EnvironmentTypeView[];
}

/**
 * Takes workloads from one environment to the next one: their Score files with images and overrides, and so what they ask
 * for. Everything else stays where it is: in the other environment their requests are matched anew, to what is defined
 * there, with the shared values of there.
 *
 * @throws ConflictError naming what may not be promoted and why; InputError for what is no way to promote.
 */
export async function promotionSubmission(
  transaction: Knex.Transaction,
  promotion: Promotion,
): Promise<Pick<Submission, 'kind' | 'delta' | 'originEnvironmentUid' | 'warnings'>> {
  const { from } = promotion;
  assertUpwards(promotion);
  const set = await readSet(transaction, from.desiredSet);
  const names = promotion.workloads ?? Object.keys(set.workloads).sort();
  const absent = names.filter(name => !Object.hasOwn(set.workloads, name));
  if (absent.length > 0 || names.length === 0) {
    throw new InputError(
      `workloads: ${listOf(absent) || 'nothing'} is in ${from.name} to be promoted; there is ` +
        `${listOf(Object.keys(set.workloads)) || 'no workload'}.`,
    );
  }
  const warnings = await passGate(transaction, promotion, names);
  return {
    kind: 'promote',
    delta: {
      upsert: Object.fromEntries(names.map(name => [name, set.workloads[name]])),
      remove: [],
    },
    originEnvironmentUid: from.uid,
    ...(warnings.length > 0 && { warnings }),
  };
}

function assertUpwards({ from, to, environmentTypes }: Promotion): void {
  if (from.uid === to.uid || from.applicationUid !== to.applicationUid) {
    throw new InputError('from: a promotion is from another environment of the same application.');
  }
  const orderOf = ({ type }: EnvironmentRecord) =>
    environmentTypes.find(({ name }) => name === type)?.order;
  const [before, after] = [orderOf(from), orderOf(to)];
  if (before !== undefined && after !== undefined && before > after) {
    throw new InputError(
      `from: promotion goes upwards, and ${from.name} (${from.type}) comes after ${to.name} (${to.type}). ` +
        `To bring back what ran in ${to.name}, roll back.`,
    );
  }
}

/** The warnings with which the workloads pass. @throws ConflictError with the reasons of those that do not. */
async function passGate(
  knex: Knex,
  { from, environmentTypes }: Promotion,
  names: readonly string[],
): Promise<string[]> {
  if (from.status !== 'active' && from.status !== 'paused') {
    throw new ConflictError(`${from.name} is ${from.status}, so nothing is promoted from there.`);
  }
  const requireReady =
    environmentTypes.find(({ name }) => name === from.type)?.requireReady ?? false;
  const last = await findLastApplied(knex, from.uid, names);
  const states = await listResourceStates(knex, [from.uid]);
  const readiness = new Map(states.map(state => [state.node, state.readiness]));
  const verdicts = names.map(name =>
    promotionGate(
      { name, last: last.get(name), readiness: readiness.get(workloadNodeId(name)) },
      { from: from.name, requireReady },
    ),
  );
  const reasons = verdicts.flatMap(verdict => (verdict.passes ? [] : [verdict.reason]));
  if (reasons.length > 0) {
    throw new ConflictError(`This may not be promoted. ${reasons.join(' ')}`);
  }
  return verdicts.flatMap(verdict =>
    verdict.passes && verdict.warning !== undefined ? [verdict.warning] : [],
  );
}
