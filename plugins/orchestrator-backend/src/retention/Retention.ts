import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isRetentionDue } from '../database/retention/isRetentionDue';
import { readRetentionProgress } from '../database/retention/readRetentionProgress';
import { saveRetentionProgress } from '../database/retention/saveRetentionProgress';
import type { TaskKind } from '../execution/queue/TaskKind';
import { retentionSteps } from './retentionSteps';
import type { RetentionSettings } from './RetentionSettings';
import type { RetentionStep } from './RetentionStep';

/** Seconds from the end of one round of all steps to the next one. */
const INTERVAL = 60 * 60;
/** Milliseconds after which a slot of the queue is given back; the next ring goes on. */
const SHARE = 20_000;
const UID = 'all';

/** What {@link Retention.create} needs. */
export interface RetentionOptions {
  database: Knex;
  logger: LoggerService;
  settings: RetentionSettings;
  /** Milliseconds of work at a time. Default 20,000. */
  share?: number;
}

/**
 * Removes what is too old to be kept and what nothing needs, every hour, on one replica at a time: a task of the queue
 * has one worker. Batches are small and how far it has come is written down after each, so that it can be stopped at any
 * moment and goes on where it was, here or elsewhere. Two at once, because one was frozen, do no harm: every batch finds
 * out anew what it may remove.
 */
export class Retention implements TaskKind {
  readonly kind = 'retention';
  readonly #options: RetentionOptions;
  readonly #steps: RetentionStep[];

  private constructor(options: RetentionOptions) {
    this.#options = options;
    this.#steps = retentionSteps(options.database, options.settings);
  }

  static create(options: RetentionOptions): Retention {
    return new Retention(options);
  }

  async unfinished(): Promise<string[]> {
    return (await isRetentionDue(this.#options.database, INTERVAL)) ? [UID] : [];
  }

  async run(_uid: string, signal: AbortSignal): Promise<void> {
    const { database, share = SHARE } = this.#options;
    if (!(await isRetentionDue(database, INTERVAL))) {
      return; // a second ring for what is done
    }
    const end = performance.now() + share;
    const begun = await readRetentionProgress(database);
    let index = Math.max(
      0,
      this.#steps.findIndex(({ name }) => name === begun.step),
    );
    let position = this.#steps[index].name === begun.step ? begun.position : undefined;
    while (index < this.#steps.length) {
      if (signal.aborted || performance.now() > end) {
        return;
      }
      position = await this.#removeBatch(this.#steps[index], position);
      if (position === undefined) {
        index += 1;
      }
      const step = this.#steps.at(index)?.name;
      await saveRetentionProgress(database, { step, position });
    }
  }

  /** A step that fails leaves its records where they are, until the next round. The steps behind it get their turn. */
  async #removeBatch(
    step: RetentionStep,
    position: string | undefined,
  ): Promise<string | undefined> {
    try {
      return await step.removeBatch(position);
    } catch (error) {
      this.#options.logger.warn(
        `Old records could not be removed (${step.name}); the next round tries again.`,
        error as Error,
      );
      return undefined;
    }
  }
}
