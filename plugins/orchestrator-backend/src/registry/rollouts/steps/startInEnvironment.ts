import type { NodeId, Pin } from '@tutti/planner';
import type { Knex } from 'knex';
import { lockEnvironment } from '../../../database/deployments/lockEnvironment';
import { listLedgerOfEnvironment } from '../../../database/ledger/listLedgerOfEnvironment';
import { changeRolloutEnvironment } from '../../../database/rollouts/changeRolloutEnvironment';
import { listRolloutEnvironments } from '../../../database/rollouts/listRolloutEnvironments';
import { lockRollout } from '../../../database/rollouts/lockRollout';
import { readBarriers } from '../../../database/rollouts/readBarriers';
import type { RolloutEnvironmentRecord } from '../../../database/rollouts/RolloutEnvironmentRecord';
import type { RolloutRecord } from '../../../database/rollouts/RolloutRecord';
import { submitDeployment } from '../../../deployments/submitDeployment';
import type { EnvironmentRecord } from '../../../environments/Environments';
import { toLedgerRow } from '../../../ledger/toLedgerRow';
import { pinsOf } from '../../pins/pinsOf';
import { barrierTo } from '../barrierTo';
import { nodesToBring } from '../nodesToBring';
import type { RolloutTaskOptions } from '../RolloutTask';

type Services = Pick<RolloutTaskOptions, 'database' | 'queue' | 'environments'>;

/**
 * Begins with an environment whose turn it is: submits a deployment of the nodes that are to be brought to the version and
 * notes it, in one transaction; or passes over the environment and says why.
 */
export async function startInEnvironment(
  services: Services,
  { rolloutUid, environmentUid }: RolloutEnvironmentRecord,
): Promise<void> {
  const environment = await services.environments.findByUid(environmentUid);
  await services.database.transaction(async transaction => {
    await lockEnvironment(transaction, environmentUid);
    const rollout = await lockRollout(transaction, rolloutUid);
    if (rollout?.status === 'running' && (await isItsTurn(transaction, rollout, environmentUid))) {
      await begin(transaction, services, rollout, environment);
    }
  });
}

/** Whether it still waits, and fewer than allowed are worked on; another worker may have been here. */
async function isItsTurn(
  transaction: Knex.Transaction,
  rollout: RolloutRecord,
  environmentUid: string,
): Promise<boolean> {
  const environments = await listRolloutEnvironments(transaction, rollout.uid);
  const running = environments.filter(each => each.status === 'running').length;
  const waits = environments.some(
    each => each.environmentUid === environmentUid && each.status === 'pending',
  );
  return waits && running < rollout.concurrency;
}

async function begin(
  transaction: Knex.Transaction,
  services: Services,
  rollout: RolloutRecord,
  environment: EnvironmentRecord,
): Promise<void> {
  const place = { rolloutUid: rollout.uid, environmentUid: environment.uid };
  const { definition, version } = rollout;
  const barrier = barrierTo(await readBarriers(transaction, environment.uid));
  if (barrier !== undefined) {
    await changeRolloutEnvironment(transaction, place, {
      ...{ from: 'pending', to: 'skipped', reason: barrier },
    });
    return;
  }
  const ledger = (await listLedgerOfEnvironment(transaction, environment.uid)).map(toLedgerRow);
  const pins = await pinsOf(transaction, environment);
  const { nodes, pinned } = nodesToBring(ledger, pins, rollout);
  if (nodes.length === 0) {
    await changeRolloutEnvironment(transaction, place, {
      from: 'pending',
      ...(pinned.length > 0
        ? { to: 'skipped', reason: `Pins keep all that ${definition} has made here.` }
        : { to: 'succeeded', reason: `Nothing was left to bring to version ${version}.` }),
      pinned,
    });
    return;
  }
  const { uid: deploymentUid } = await submitDeployment(transaction, {
    queue: services.queue,
    environment,
    principal: { ref: rollout.startedBy },
    submission: {
      environmentUid: environment.uid,
      kind: 'rollout',
      delta: { upsert: {}, remove: [] },
      rolloutNodes: nodes.map((node: NodeId): Pin => ({ node, definition, version })),
      planOnly: false,
      onBusy: 'queue',
      comment: commentOf(rollout),
    },
  });
  await changeRolloutEnvironment(transaction, place, {
    ...{ from: 'pending', to: 'running', deploymentUid, nodes, pinned },
  });
}

function commentOf({ definition, version, wave, waves, reason }: RolloutRecord): string {
  const what = `Rollout of ${definition}, version ${version}, wave ${wave} of ${waves.length}`;
  return reason === undefined ? `${what}.` : `${what}: ${reason}`;
}
