import { setTimeout as sleep } from 'node:timers/promises';
import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { changeDeploymentStatus } from '../../database/deployments/changeDeploymentStatus';
import { findDeployment } from '../../database/deployments/findDeployment';
import { findHeadOfLane } from '../../database/execution/findHeadOfLane';
import { readTimeInLane } from '../../database/deployments/readTimeInLane';
import { takeOverLane } from '../../database/execution/takeOverLane';
import type { DeploymentRecord } from '../../database/deployments/DeploymentRecord';
import { DeploymentRun } from '../DeploymentRun';
import { DeploymentTimeoutError } from '../DeploymentTimeoutError';
import { endDeployment } from '../endDeployment';
import type { ExecutionServices } from '../ExecutionServices';
import type { Bell, BellHandler } from '../queue/WorkQueue';
import { RestoreWatch } from '../restore/RestoreWatch';
import { runDeployment } from '../runDeployment';
import type { Lane } from './Lane';
import { watchCancel } from './watchCancel';

/** Reasons for which a worker lets go of a lane without a word: somebody else has it, or will. */
const HANDED_OVER = new Set(['FenceLostError', 'BellLostError', 'QueueStoppedError']);
/** Tries of one deployment after errors that nobody expects, such as a database that restarts. */
const MOST_TRIES = 6;
const LONGEST_DELAY = 10_000;

/**
 * Answers the bells of lanes. A bell says only that something may be to do: its owner works on the lowest number that is
 * pending or under way in our own table. So the order never depends on the queue, and duplicate or lost rings do no
 * harm. After one deployment it lets other lanes go first, and is rung again for what is left.
 */
export class LaneWorker implements BellHandler<Fence | undefined> {
  readonly #services: ExecutionServices;
  readonly #restoreWatch = RestoreWatch.create();

  private constructor(services: ExecutionServices) {
    this.#services = services;
  }

  static create(services: ExecutionServices): LaneWorker {
    return new LaneWorker(services);
  }

  async take(transaction: Knex.Transaction, bell: Bell): Promise<Fence | undefined> {
    if (bell.kind !== 'lane') {
      return undefined;
    }
    const fence = await takeOverLane(transaction, bell.key);
    this.#services.telemetry.count('lanesTaken', {});
    return fence;
  }

  async work(bell: Bell, fence: Fence | undefined, signal: AbortSignal): Promise<'more' | void> {
    const { database, logger, settings, telemetry } = this.#services;
    if (!fence) {
      logger.warn(`Nobody knows the task ${bell.key}; its bell is ignored.`);
      return undefined;
    }
    const lane: Lane = { environmentUid: bell.key, fence };
    let tries = 0;
    let worked = false;
    let head: DeploymentRecord | undefined;
    while (!signal.aborted) {
      try {
        const deployment = await findHeadOfLane(database, lane.environmentUid);
        if (!deployment) {
          return undefined;
        }
        if (worked) {
          return 'more'; // other lanes get their turn first
        }
        tries = deployment.uid === head?.uid ? tries : 0;
        head = deployment;
        await this.#run(lane, deployment, signal, async run => {
          if (await this.#restoreWatch.check(run)) {
            await runDeployment(run);
          }
        });
        worked = true;
      } catch (error) {
        if ((error as Error).name === 'FenceLostError') {
          telemetry.count('fencingRejections', {});
        }
        if (signal.aborted || HANDED_OVER.has((error as Error).name)) {
          return undefined;
        }
        tries += 1;
        telemetry.count('unexpectedErrors', {});
        logger.error(
          `The lane of environment ${lane.environmentUid} met an error nobody expects (try ${tries}).`,
          error as Error,
        );
        if (tries >= MOST_TRIES) {
          await this.#giveUp(lane, head, signal, error as Error);
          return 'more'; // those behind it get their turn
        }
        const delay = Math.min(settings.errorDelay * 2 ** (tries - 1), LONGEST_DELAY);
        await sleep(delay, undefined, { signal }).catch(() => undefined); // woken by the abort
      }
    }
    return undefined;
  }

  /** Ends a deployment that meets the same trouble again and again, so that those behind it get their turn. */
  async #giveUp(
    lane: Lane,
    head: DeploymentRecord | undefined,
    signal: AbortSignal,
    cause: Error,
  ): Promise<void> {
    try {
      if (head) {
        const sentence = `It met an error that nobody expected, ${MOST_TRIES} times: ${cause.message}`;
        await this.#run(lane, head, signal, async run => {
          await run.transact(transaction => leavePending(transaction, run.deployment.uid));
          await endDeployment(run, 'failed', sentence);
        });
      }
    } catch (error) {
      this.#services.logger.error('A deployment could not be given up.', error as Error);
    }
  }

  async #run(
    lane: Lane,
    deployment: DeploymentRecord,
    signal: AbortSignal,
    work: (run: DeploymentRun) => Promise<void>,
  ): Promise<void> {
    const { database, environments, settings, telemetry } = this.#services;
    const environment = await environments.findByUid(lane.environmentUid);
    // Every line about a deployment says which one.
    const logger = this.#services.logger.child({
      application: environment.application,
      environment: environment.name,
      environmentUid: environment.uid,
      deployment: deployment.uid,
      deploymentNumber: deployment.number,
    });
    // A deployment that was taken over has no more time than the others.
    const spent =
      deployment.status === 'pending' ? 0 : await readTimeInLane(database, deployment.uid);
    const abort = new AbortController();
    const unwatch = watchCancel({
      database,
      logger,
      bell: this.#services.cancelBell,
      deploymentUid: deployment.uid,
      interval: settings.cancelPoll,
      abort,
    });
    const timer = setTimeout(
      () => abort.abort(new DeploymentTimeoutError(settings.deploymentTimeout)),
      Math.max(0, settings.deploymentTimeout - spent),
    );
    const run = DeploymentRun.create({
      services: { ...this.#services, logger },
      lane,
      environment,
      deployment,
      signal: AbortSignal.any([signal, abort.signal]),
    });
    try {
      await telemetry.continueTrace(deployment.traceparent, () =>
        telemetry.span('deployment', spanAttributes(run), () => work(run)),
      );
    } finally {
      unwatch();
      clearTimeout(timer);
      run.log.close();
    }
  }
}

/** What met its trouble before it was planned ends as if that was where. */
async function leavePending(transaction: Knex.Transaction, uid: string): Promise<void> {
  const current = await findDeployment(transaction, uid);
  if (current?.status === 'pending') {
    await changeDeploymentStatus(transaction, uid, 'pending', 'planning');
  }
}

function spanAttributes({ deployment, environment, lane }: DeploymentRun) {
  return {
    'tutti.application': environment.application,
    'tutti.environment': environment.name,
    'tutti.environment.uid': environment.uid,
    'tutti.deployment.uid': deployment.uid,
    'tutti.deployment.number': deployment.number,
    'tutti.deployment.kind': deployment.kind,
    'tutti.fence': lane.fence.counter,
  };
}
