import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { endsWithin } from '../../health/endsWithin';
import { fairTurns } from './fairTurns';
import { HeldBell } from './HeldBell';
import { HEARTBEAT_SECONDS, type BellJob, type PgBossBells } from './PgBossBells';
import { QueueStoppedError } from './QueueStoppedError';
import { Wakeup } from './Wakeup';
import type { Bell, BellHandler } from './WorkQueue';

const HEARTBEAT_INTERVAL = 3_000;
/** How long a stop waits for the database to answer: about a bell being taken, and about those given back. Milliseconds. */
const DATABASE_ANSWER = 2_500;
const SHORTEST_POLL = 200;
/** With what a heartbeat takes to lapse (10 to 12 s) it stays below the 15 s in which a lane is taken over. */
const LONGEST_POLL = 1_000;

/** What {@link BellPuller.create} needs. */
export interface BellPullerOptions<T> {
  database: Knex;
  logger: LoggerService;
  bells: PgBossBells;
  handler: BellHandler<T>;
  /** Bells answered at a time. */
  concurrency: number;
  /** How long a stop waits for the work in hand, in milliseconds. */
  stopGrace: number;
  /** Rings, with the notification of other replicas. */
  ring: (transaction: Knex.Transaction, bell: Bell) => Promise<void>;
}

/** One bell that is being answered. */
interface Answering {
  held: HeldBell;
  group?: string;
  done: Promise<void>;
}

/**
 * Pulls the bells of one kind while slots are free (the library's own `work` waits for its polling interval between two
 * jobs) and keeps them with `touch`, which names the attempt, so a worker that lost a job can neither renew nor
 * complete it.
 */
export class BellPuller<T> {
  readonly #options: BellPullerOptions<T>;
  readonly #wakeup = new Wakeup();
  readonly #working = new Map<BellJob, Answering>();
  #loop: Promise<void> | undefined;
  #stopping = false;

  private constructor(options: BellPullerOptions<T>) {
    this.#options = options;
  }

  /** Begins to pull. */
  static start<T>(options: BellPullerOptions<T>): BellPuller<T> {
    const puller = new BellPuller(options);
    puller.#loop = puller.#pull();
    return puller;
  }

  /** Looks at once: something was rung. */
  wake(): void {
    this.#wakeup.wake();
  }

  /**
   * Takes no further bell, aborts the work in hand, and gives back what is unfinished. What the database does not answer
   * is not waited for: its bell is another worker's when the heartbeat lapses.
   */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wakeup.wake();
    for (const { held } of this.#working.values()) {
      held.abort(new QueueStoppedError());
    }
    await endsWithin(DATABASE_ANSWER, Promise.resolve(this.#loop));
    const working = [...this.#working.values()].map(work => work.done);
    await endsWithin(this.#options.stopGrace, Promise.all(working));
    const unfinished = [...this.#working];
    unfinished.forEach(([, { held }]) => held.release());
    const givenBack = Promise.all(unfinished.map(([job]) => this.#giveBack(job)));
    if (!(await endsWithin(DATABASE_ANSWER, givenBack))) {
      this.#options.logger.warn(
        'The database does not answer: bells are given to others when their heartbeat lapses.',
      );
    }
  }

  /** Sleeps up to a second between two looks, less when a bell was rung or a slot got free. */
  async #pull(): Promise<void> {
    let delay = SHORTEST_POLL;
    while (!this.#stopping) {
      let found = false;
      if (this.#working.size < this.#options.concurrency) {
        try {
          found = await this.#takeOne();
        } catch (error) {
          this.#options.logger.warn('A bell could not be taken and waits.', error as Error);
        }
      }
      if (found) {
        delay = SHORTEST_POLL;
      } else {
        await this.#wakeup.wait(delay * (0.75 + Math.random() / 2));
        delay = Math.min(delay * 2, LONGEST_POLL);
      }
    }
  }

  async #takeOne(): Promise<boolean> {
    const { database, bells, handler } = this.#options;
    const turns = fairTurns([...this.#working.values()].map(({ group }) => group));
    const looks = await bells.looks(turns);
    if (looks.length === 0) {
      return false;
    }
    const claim = await database.transaction(async transaction => {
      const job = await bells.take(transaction, looks);
      return job && { job, taken: await handler.take(transaction, job.data) };
    });
    if (!claim) {
      return false;
    }
    const { job, taken } = claim;
    const held = HeldBell.hold({
      bell: job.data,
      touch: () => bells.touch(job),
      interval: HEARTBEAT_INTERVAL,
      lapse: HEARTBEAT_SECONDS * 1_000,
    });
    if (this.#stopping) {
      held.abort(new QueueStoppedError());
    }
    const group = job.groupId ?? undefined;
    this.#working.set(job, { held, group, done: this.#answer(job, taken, held) });
    return true;
  }

  async #answer(job: BellJob, taken: T, held: HeldBell): Promise<void> {
    const { logger, bells, handler } = this.#options;
    let answer: 'more' | void = undefined;
    try {
      answer = await handler.work(job.data, taken, held.signal);
    } catch (error) {
      logger.error(`The bell of ${job.data.key} was answered with an error.`, error as Error);
    }
    held.release();
    try {
      if (this.#stopping || answer === 'more') {
        await this.#giveBack(job);
      } else {
        await bells.complete(job);
      }
    } catch (error) {
      // Its heartbeat ends, so another worker finds it.
      logger.warn(`The bell of ${job.data.key} could not be completed.`, error as Error);
    }
    this.#working.delete(job);
    this.#wakeup.wake();
  }

  /** Ends the job and rings anew, so that another worker need not wait for the heartbeat to lapse. */
  async #giveBack(job: BellJob): Promise<void> {
    const { database, bells, ring } = this.#options;
    await database.transaction(async transaction => {
      await bells.complete(job, transaction);
      await ring(transaction, job.data);
    });
  }
}
