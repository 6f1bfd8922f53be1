import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  lockEnvironment,
  type LockedEnvironment,
} from '../../database/deployments/lockEnvironment';
import { changeEnvironmentStatus } from '../../database/environments/changeEnvironmentStatus';
import { writeHolds } from '../../database/environments/writeHolds';
import { writePause } from '../../database/environments/writePause';
import type { EnvironmentRecord, Environments } from '../../environments/Environments';
import { announce } from '../../execution/outbox/announce';
import type { WorkQueue } from '../../execution/queue/WorkQueue';
import type { SubmissionPrincipal } from '../Deployments';
import type { Gates } from './Gates';
import { pauseSentence } from './pauseSentence';

/** What {@link DatabaseGates.create} needs. */
export interface DatabaseGatesOptions {
  database: Knex;
  queue: Pick<WorkQueue, 'ring'>;
  environments: Pick<Environments, 'findByUid'>;
}

/** {@link Gates} in the plugin's database. */
export class DatabaseGates implements Gates {
  readonly #options: DatabaseGatesOptions;

  private constructor(options: DatabaseGatesOptions) {
    this.#options = options;
  }

  static create(options: DatabaseGatesOptions): DatabaseGates {
    return new DatabaseGates(options);
  }

  async pause(
    environmentUid: string,
    { reason, refuse }: { reason: string; refuse: boolean },
    principal: SubmissionPrincipal,
  ): Promise<void> {
    await this.#change(environmentUid, async (transaction, environment, { status, pause }) => {
      if (pause) {
        throw new ConflictError(`${pauseSentence(environment, pause)} Resume it first.`);
      }
      assertLives(environment, status);
      await changeEnvironmentStatus(transaction, environmentUid, status, 'paused');
      await writePause(transaction, environmentUid, { by: principal.ref, reason, refuses: refuse });
    });
  }

  async resume(environmentUid: string): Promise<void> {
    await this.#change(environmentUid, async (transaction, environment, { status, pause }) => {
      if (!pause) {
        throw new ConflictError(`${nameOf(environment)} is ${status} and not paused.`);
      }
      assertLives(environment, status);
      await writePause(transaction, environmentUid, undefined);
      await changeEnvironmentStatus(transaction, environmentUid, status, 'active');
      await this.#options.queue.ring(transaction, { kind: 'lane', key: environmentUid });
    });
  }

  async release(environmentUid: string, deployment: string | undefined): Promise<void> {
    await this.#change(environmentUid, async (transaction, environment, { holds }) => {
      const kept = holds.filter(
        hold => deployment !== undefined && hold.deployment.uid !== deployment,
      );
      if (kept.length === holds.length) {
        throw new ConflictError(`${nameOf(environment)} holds nothing of that.`);
      }
      await writeHolds(transaction, environmentUid, kept);
    });
  }

  async #change(
    environmentUid: string,
    change: (
      transaction: Knex.Transaction,
      environment: EnvironmentRecord,
      locked: LockedEnvironment,
    ) => Promise<void>,
  ): Promise<void> {
    const environment = await this.#options.environments.findByUid(environmentUid);
    await this.#options.database.transaction(async transaction => {
      const locked = await lockEnvironment(transaction, environmentUid);
      await change(transaction, environment, locked);
      await announce(transaction, environment, { environmentChanged: true });
    });
  }
}

function assertLives(environment: EnvironmentRecord, status: EnvironmentRecord['status']): void {
  if (status !== 'active' && status !== 'paused') {
    throw new ConflictError(
      `${nameOf(environment)} is ${status}: it takes no deployments that could be kept out or let in.`,
    );
  }
}

function nameOf({ name, application }: EnvironmentRecord): string {
  return `The environment ${name} of ${application}`;
}
