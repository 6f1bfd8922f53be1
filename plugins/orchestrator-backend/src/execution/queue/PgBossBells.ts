import type { Knex } from 'knex';
import { fromKnex, type Db, type Job, type PgBoss } from 'pg-boss';
import { v7 as uuid } from 'uuid';
import { endWhenIdle } from '../../database/columns';
import type { FindStanding } from './BellStanding';
import type { Bell } from './WorkQueue';

/** The smallest that the library takes; a dead worker's bell is free again 10 to 12 s later. */
export const HEARTBEAT_SECONDS = 10;
/** Longest expiry that the library takes; whatever lasts longer is rung again. */
const EXPIRE_SECONDS = 24 * 60 * 60;
/** A bell never ends as failed: under `key_strict_fifo` a failed one would hold back its key for ever. */
const RETRY_LIMIT = 2_000_000_000;
const URGENT = 10;
const ORDINARY = 0;

/** A bell in hand: the job's attempt names its holder. */
export type BellJob = Job<Bell>;

/** What {@link PgBossBells.create} needs. */
export interface PgBossBellsOptions {
  boss: PgBoss;
  database: Knex;
  /** The schema of the queue's tables. */
  schema: string;
  /** The name of the library's queue. */
  name: string;
  findStanding: FindStanding;
}

/**
 * The bells of one kind as jobs of pg-boss: one queue of policy `key_strict_fifo`, so that of one key at most one job is
 * active, and the others wait without holding back other keys. Of each key at most one job waits, however often it
 * is rung, because what `fetch` costs grows with the jobs that wait.
 */
export class PgBossBells {
  readonly #options: PgBossBellsOptions;

  private constructor(options: PgBossBellsOptions) {
    this.#options = options;
  }

  static async create(options: PgBossBellsOptions): Promise<PgBossBells> {
    const { boss, name } = options;
    await boss.createQueue(name, {
      policy: 'key_strict_fifo',
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRY_LIMIT,
      deleteAfterSeconds: 60,
    });
    // The library reads a queue's settings at its first use. Doing that now keeps it out of transactions.
    await boss.touch(name, { id: uuid(), retryCount: 0 });
    return new PgBossBells(options);
  }

  /** Rings: raises the job that waits for this key, or sends one. */
  async ring(transaction: Knex.Transaction, bell: Bell): Promise<void> {
    const { boss, name, findStanding } = this.#options;
    const { urgent, group } = await findStanding(transaction, bell);
    const priority = urgent ? URGENT : ORDINARY;
    if (!(await this.#raise(transaction, bell, priority))) {
      await boss.send(name, bell, {
        db: fromKnex(transaction),
        singletonKey: keyOf(bell),
        priority,
        ...(group !== undefined && { group: { id: group } }),
      });
    }
  }

  /**
   * Takes the bell whose turn it is: an urgent one, or one of the first group list that leaves somebody. `fetch` runs in a
   * savepoint, because losing a race for a key is a unique violation there, which would abort the transaction. The server
   * ends the transaction when it idles for 5 s: whoever takes a bell and falls silent keeps it from nobody.
   *
   * @param turns - lists of groups to pass over, as `fairTurns` gives them
   */
  async take(
    transaction: Knex.Transaction,
    turns: readonly string[][],
  ): Promise<BellJob | undefined> {
    const { boss, name } = this.#options;
    await transaction.select(endWhenIdle(transaction));
    const db = inSavepoints(transaction);
    const looks =
      turns.length > 1
        ? [{ minPriority: URGENT }, ...turns.map(ignoreGroups => ({ ignoreGroups }))]
        : [{}]; // nobody to pass over, and jobs come in the order of their priority
    for (const look of looks) {
      const [job] = await boss.fetch<Bell>(name, { ...look, db });
      if (job) {
        return job;
      }
    }
    return undefined;
  }

  /** Renews the hold of a job; false when another worker has it. The library's types leave out the count. */
  async touch(job: BellJob): Promise<boolean> {
    const { boss, name } = this.#options;
    const answer = (await boss.touch(name, attemptOf(job))) as { affected?: number };
    return (answer.affected ?? 0) > 0;
  }

  /** Ends a job that this worker still holds; does nothing otherwise. */
  async complete(job: BellJob, transaction?: Knex.Transaction): Promise<void> {
    const { boss, name } = this.#options;
    const db = transaction && { db: fromKnex(transaction) };
    await boss.complete(name, attemptOf(job), undefined, db);
  }

  /**
   * Raises the job that waits for a key to a priority; false when none waits. The row stays locked until the ring's
   * transaction ends, and `fetch` passes over locked rows: so whoever takes that job sees what it was rung for. One that
   * is being taken right now is passed over here, and counts as none.
   */
  async #raise(transaction: Knex.Transaction, bell: Bell, priority: number): Promise<boolean> {
    const { schema, name } = this.#options;
    const { rows } = await transaction.raw(
      `update ??.job set priority = greatest(priority, ?)
        where name = ? and id = (
          select id from ??.job
            where name = ? and singleton_key = ? and policy = 'key_strict_fifo'
              and state < 'active' and not blocked
            order by state desc, created_on, id limit 1 for update skip locked)
        returning id`,
      [schema, priority, name, schema, name, keyOf(bell)],
    );
    return rows.length > 0;
  }
}

function keyOf({ kind, key }: Bell): string {
  return `${kind}:${key}`;
}

function attemptOf(job: BellJob): { id: string; retryCount: number } {
  return { id: job.id, retryCount: job.retryCount };
}

function inSavepoints(transaction: Knex.Transaction): Db {
  return {
    executeSql: (text, values) =>
      transaction.transaction(savepoint => fromKnex(savepoint).executeSql(text, values)),
  };
}
