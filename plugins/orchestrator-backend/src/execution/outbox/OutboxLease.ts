import type { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { acquireLease } from '../../database/execution/acquireLease';
import { releaseLease } from '../../database/execution/releaseLease';

const LEASE = 'outbox';
/** With the second after which others look again it stays below the 15 s in which another replica takes over. */
const LEASE_SECONDS = 10;
/** Part of the lease in which this replica tells; the rest is for clocks and what was begun at the end of it. */
const USED_OF_LEASE = 0.5;
/** Part of the used time after which it is renewed. */
const RENEWED_AFTER = 0.4;

/** A time without gaps in which nobody else tells. */
export interface LeaseTerm {
  /** Whether this replica may still tell; asked before everything that is told. Never true again once it was false. */
  mayTell(): boolean;
}

/**
 * The right to tell what is in the outbox, which one replica has at a time: a lease on the database's clock. Its owner
 * stops on its own clock after half of it, so that what it began then has ended before the lease can be another's.
 */
export class OutboxLease {
  readonly #database: Knex;
  readonly #owner = uuid();
  #term: (LeaseTerm & { until: number }) | undefined;

  private constructor(database: Knex) {
    this.#database = database;
  }

  static create(options: { database: Knex }): OutboxLease {
    return new OutboxLease(options.database);
  }

  /** Whether this replica has it now, without asking the database. */
  get isHeld(): boolean {
    return this.#term?.mayTell() ?? false;
  }

  /** Takes it, or renews it when it is time to; undefined when another replica has it. */
  async hold(): Promise<LeaseTerm | undefined> {
    const used = LEASE_SECONDS * 1_000 * USED_OF_LEASE;
    const asked = performance.now();
    const before = this.#term;
    if (before && before.until - asked > used * (1 - RENEWED_AFTER)) {
      return before;
    }
    const lease = { name: LEASE, owner: this.#owner, seconds: LEASE_SECONDS };
    if (!(await acquireLease(this.#database, lease))) {
      this.#term = undefined;
      return undefined;
    }
    if (before?.mayTell()) {
      before.until = asked + used;
    } else {
      // It may have been another's meanwhile, who told what was read before.
      const term = { until: asked + used, mayTell: () => performance.now() < term.until };
      this.#term = term;
    }
    return this.#term;
  }

  /** Gives it back, so that another replica need not wait for its end. */
  async release(): Promise<void> {
    this.#term = undefined;
    await releaseLease(this.#database, { name: LEASE, owner: this.#owner });
  }
}
