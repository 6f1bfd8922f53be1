import type { Knex } from 'knex';
import { listVersions } from '../../database/registry/listVersions';
import { findRollout } from '../../database/rollouts/findRollout';
import { listRolloutEnvironments } from '../../database/rollouts/listRolloutEnvironments';
import { listRolloutsToGoOn } from '../../database/rollouts/listRolloutsToGoOn';
import type { RolloutRecord } from '../../database/rollouts/RolloutRecord';
import type { Environments } from '../../environments/Environments';
import type { TaskKind } from '../../execution/queue/TaskKind';
import type { WorkQueue } from '../../execution/queue/WorkQueue';
import type { ImpactGuard } from '../impact/ImpactGuard';
import { nextStep, type RolloutStep } from './nextStep';
import { ROLLOUT_TASK } from './ringRollout';
import { beginNextWave } from './steps/beginNextWave';
import { cancelWaiting } from './steps/cancelWaiting';
import { pauseRollout } from './steps/pauseRollout';
import { promoteRolledOut } from './steps/promoteRolledOut';
import { recordEnd } from './steps/recordEnd';
import { startInEnvironment } from './steps/startInEnvironment';
import { versionTrouble } from './versionTrouble';

/** What a {@link RolloutTask} works with. */
export interface RolloutTaskOptions {
  database: Knex;
  queue: WorkQueue;
  environments: Pick<Environments, 'findByUid'>;
  guard: Pick<ImpactGuard, 'assertConfirmed'>;
}

/**
 * Works on rollouts, one step after the other, until there is nothing to do before a deployment ends or a person decides.
 *
 * Every step is one transaction that locks the rollout and looks again whether the step is still due, and a deployment is
 * submitted in the transaction that notes it. So a worker that dies leaves nothing half done, two workers that hold one
 * rollout do nothing twice, and whoever comes next goes on from what stands in the database.
 *
 * It is rung by every change of a rollout, by the end of a deployment (`subscribeToDeployments`) and on schedule.
 */
export class RolloutTask implements TaskKind {
  readonly kind = ROLLOUT_TASK;
  readonly #options: RolloutTaskOptions;

  private constructor(options: RolloutTaskOptions) {
    this.#options = options;
  }

  static create(options: RolloutTaskOptions): RolloutTask {
    return new RolloutTask(options);
  }

  async run(uid: string, signal: AbortSignal): Promise<void> {
    let goesOn = true;
    while (goesOn && !signal.aborted) {
      goesOn = await this.#step(uid);
    }
  }

  async unfinished(): Promise<string[]> {
    return listRolloutsToGoOn(this.#options.database);
  }

  /** Does one step; false when there is nothing to do for now. */
  async #step(uid: string): Promise<boolean> {
    const { database } = this.#options;
    const rollout = await findRollout(database, uid);
    if (!rollout) {
      return false;
    }
    const step = nextStep(rollout, await listRolloutEnvironments(database, uid));
    const beginsSomething = step.do === 'start' || step.do === 'open' || step.do === 'promote';
    const trouble = beginsSomething
      ? versionTrouble(await listVersions(database, rollout.definition), rollout)
      : undefined;
    if (trouble !== undefined) {
      await pauseRollout(database, uid, { reason: trouble });
      return true;
    }
    return this.#do(rollout, step);
  }

  async #do(rollout: RolloutRecord, step: RolloutStep): Promise<boolean> {
    const { database } = this.#options;
    switch (step.do) {
      case 'record':
        await recordEnd(database, step.environment);
        return true;
      case 'cancel':
        await cancelWaiting(database, step.environment);
        return true;
      case 'start':
        await startInEnvironment(this.#options, step.environment);
        return true;
      case 'open':
        await beginNextWave(database, rollout.uid, step.wave);
        return true;
      case 'promote':
        await promoteRolledOut(this.#options, rollout);
        return true;
      default:
        return false;
    }
  }
}
