import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { listExpired } from '../database/environments/listExpired';
import type { Deployments } from '../deployments/Deployments';
import type { TaskKind } from '../execution/queue/TaskKind';

/** Environments that begin to be deleted at a time; the rest is found at the next look. */
const BATCH = 50;

/** What {@link ExpiryTask.create} needs. */
export interface ExpiryTaskOptions {
  database: Knex;
  deployments: Pick<Deployments, 'submitLifecycle'>;
  /** Absent: nobody keeps an audit trail. */
  auditor?: AuditorService;
  logger: LoggerService;
}

/**
 * Deletes previews whose lifetime is over, as a person would: what their deletion policies keep back waits for a person. A
 * deletion that was rejected or cancelled is a person's word that the preview lives on; one that failed before it began
 * is tried again an hour later.
 */
export class ExpiryTask implements TaskKind {
  readonly kind = 'expiry';
  readonly #options: ExpiryTaskOptions;

  private constructor(options: ExpiryTaskOptions) {
    this.#options = options;
  }

  static create(options: ExpiryTaskOptions): ExpiryTask {
    return new ExpiryTask(options);
  }

  async unfinished(): Promise<string[]> {
    return listExpired(this.#options.database, { limit: BATCH });
  }

  async run(uid: string): Promise<void> {
    const { database } = this.#options;
    if ((await listExpired(database, { uid, limit: 1 })).length === 0) {
      return; // somebody was quicker
    }
    try {
      await this.#delete(uid);
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') {
        throw error;
      }
      // Somebody else has begun to delete it, or has paused it, since it was looked at.
    }
  }

  async #delete(uid: string): Promise<void> {
    const { auditor, deployments, logger } = this.#options;
    const actor = `plugin:${PLUGIN_ID}`;
    const deployment = await deployments.submitLifecycle(
      uid,
      { kind: 'destroy', planOnly: false, onBusy: 'queue', comment: 'Its lifetime is over.' },
      { ref: actor, automated: true },
    );
    const { application, environment, number } = deployment;
    logger.info(
      `The lifetime of ${environment} of ${application} is over; deployment ${number} deletes it.`,
    );
    const event = await auditor?.createEvent({
      eventId: 'environment-mutate',
      severityLevel: 'medium',
      meta: {
        ...{ application, environment, deployment: deployment.uid, actor },
        ...{ actionType: 'delete-environment', reason: 'lifetime-over' },
      },
    });
    await event?.success();
  }
}
