import type { Knex } from 'knex';
import { deleteOutbox } from '../../database/execution/deleteOutbox';
import { GroupCommit } from '../changes/GroupCommit';

/** Removes messages that were told: those of several streams that end at the same time in one statement. */
export class OutboxSettlement {
  readonly #told: GroupCommit<readonly string[]>;
  #last: Promise<void> = Promise.resolve();

  private constructor(database: Knex) {
    this.#told = GroupCommit.create({
      commit: ids => deleteOutbox(database, ids.flat()),
      inTurn: work => {
        this.#last = this.#last.then(work); // it never rejects
        return this.#last;
      },
      isFinal: () => true, // the same statement once more for each of them would not do better
    });
  }

  static create(options: { database: Knex }): OutboxSettlement {
    return new OutboxSettlement(options.database);
  }

  /** @throws when they could not be removed; they are told again. */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this.#told.write(ids);
    }
  }
}
