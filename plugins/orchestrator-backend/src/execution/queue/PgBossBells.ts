import type { Knex } from 'knex';
import { fromKnex, type Job, type PgBoss } from 'pg-boss';
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
/** SQLSTATE of every statement after one that failed. */
const ABORTED = '25P02';
const URGENT = 10;
const ORDINARY = 0;

/** What of the bells that wait is looked at; see the library's `fetch`. */
export interface BellLook {
  minPriority?: number;
  ignoreGroups?: string[];
}

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
   * Says what to look at to find the bell whose turn it is: an urgent one, or one of the first list of groups to pass over
   * that leaves somebody. What `fetch` costs grows with the jobs that wait, and this does not, unless all of them are
   * passed over; so nothing is fetched that is not there, and whoever finds nothing to do has asked one question.
   *
   * @param turns - lists of groups to pass over, as `fairTurns` gives them
   * @returns the looks to try in a transaction of `take`, the first of which found something just now
   */
  async looks(turns: readonly string[][]): Promise<BellLook[]> {
    const { database, schema, name } = this.#options;
    const looks: BellLook[] = [
      { minPriority: URGENT },
      ...turns.map(ignoreGroups => (ignoreGroups.length > 0 ? { ignoreGroups } : {})),
    ];
    const isThere = (condition: string) =>
      `exists (select 1 from ??.job j where j.name = ? and j.state < 'active' and not j.blocked and ${condition}
          and not exists (select 1 from ??.job b where b.name = j.name and b.singleton_key = j.singleton_key
            and b.state in ('active', 'retry', 'failed') and b.policy = 'key_strict_fifo' and b.id <> j.id))`;
    const cases = looks.map(({ minPriority, ignoreGroups }, place) => {
      const condition =
        minPriority !== undefined
          ? 'j.priority >= ?'
          : '(j.group_id is null or j.group_id <> all(?::text[]))';
      const value = minPriority ?? [ignoreGroups ?? []];
      return database.raw(`when ${isThere(condition)} then ${place}`, [
        ...[schema, name, value].flat(1),
        schema,
      ]);
    });
    const { rows } = await database.raw(
      `select case ${cases.map(() => '?').join(' ')} end as first`,
      cases,
    );
    const [{ first }] = rows;
    return first === null ? [] : looks.slice(first);
  }

  /**
   * Takes the bell that one of the looks finds. Nothing else has been done in its transaction: losing a race for a key is a
   * unique violation in `fetch`, which the library takes for nothing found, and which ends the transaction. The server
   * ends it too when it idles for 5 s: whoever takes a bell and falls silent keeps it from nobody.
   */
  async take(
    transaction: Knex.Transaction,
    looks: readonly BellLook[],
  ): Promise<BellJob | undefined> {
    const { boss, name } = this.#options;
    await transaction.select(endWhenIdle(transaction));
    try {
      for (const look of looks) {
        const [job] = await boss.fetch<Bell>(name, { ...look, db: fromKnex(transaction) });
        if (job) {
          return job;
        }
      }
    } catch (error) {
      if ((error as { code?: string }).code !== ABORTED) {
        throw error;
      }
    }
    return undefined; // the race was lost
  }

  /** Those of some bells for which no job waits. */
  async silent(bells: readonly Bell[]): Promise<Bell[]> {
    const { database, schema, name } = this.#options;
    const { rows } = await database.raw(
      `select key from unnest(?::text[]) key where not exists (
        select 1 from ??.job where name = ? and singleton_key = key and policy = 'key_strict_fifo'
          and state < 'active' and not blocked)`,
      [bells.map(keyOf), schema, name],
    );
    const silent = new Set(rows.map((row: { key: string }) => row.key));
    return bells.filter(bell => silent.has(keyOf(bell)));
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
