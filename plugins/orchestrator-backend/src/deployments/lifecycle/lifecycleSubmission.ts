import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { selectEnvironments } from '../../database/environments/selectEnvironments';
import type { EnvironmentRecord } from '../../environments/Environments';
import type { LifecycleOptions, LifecycleRequest, Submission } from '../Deployments';
import { promotionSubmission } from './promotionSubmission';
import { refreshSubmission } from './refreshSubmission';
import { rollbackSubmission } from './rollbackSubmission';

/** What {@link lifecycleSubmission} is about. */
export interface LifecyclePlace {
  environment: EnvironmentRecord;
  /** What is wanted of it. */
  base: DeploymentSet;
  /** Those in force. */
  environmentTypes: readonly EnvironmentTypeView[];
}

/**
 * The submission that does what somebody asks of an environment, from what is true of it now. The caller holds the
 * environment's lock.
 *
 * @throws ConflictError and InputError where it cannot be done, saying why and what to do instead.
 */
export async function lifecycleSubmission(
  transaction: Knex.Transaction,
  place: LifecyclePlace,
  request: LifecycleRequest & LifecycleOptions,
): Promise<Submission> {
  const { planOnly, onBusy, comment } = request;
  return {
    ...{ environmentUid: place.environment.uid, planOnly, onBusy, comment },
    ...(await whatItBrings(transaction, place, request)),
  };
}

async function whatItBrings(
  transaction: Knex.Transaction,
  { environment, base, environmentTypes }: LifecyclePlace,
  request: LifecycleRequest,
): Promise<Omit<Submission, 'environmentUid' | keyof LifecycleOptions>> {
  switch (request.kind) {
    case 'rollback':
      return rollbackSubmission(transaction, environment, request, base);
    case 'promote': {
      const [from] = await selectEnvironments(transaction, { uids: [request.fromUid] });
      const { workloads } = request;
      return promotionSubmission(transaction, {
        from,
        to: environment,
        workloads,
        environmentTypes,
      });
    }
    case 'refresh':
      return refreshSubmission(request, base);
    default:
      return { kind: 'destroy', delta: { upsert: {}, remove: Object.keys(base.workloads).sort() } };
  }
}
