import { InputError, NotFoundError } from '@backstage/errors';
import type {
  OutboxFailureView,
  Page,
  PageOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { decodeCursor, pageOf } from '../../database/cursor';
import { listOutboxFailures } from '../../database/execution/listOutboxFailures';
import { retryOutbox } from '../../database/execution/retryOutbox';

const DEFAULT_LIMIT = 50;

/** What could not be told, for administrators to look at. */
export class OutboxFailures {
  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  static create(options: { database: Knex }): OutboxFailures {
    return new OutboxFailures(options.database);
  }

  /** The oldest first, those that are still tried again and those that were set aside. */
  async list(page: PageOptions): Promise<Page<OutboxFailureView>> {
    const { cursor, limit = DEFAULT_LIMIT } = page;
    const failures = await listOutboxFailures(this.#database, {
      after: cursor === undefined ? undefined : decodeCursor('outbox', cursor, ['number'])[0],
      limit: limit + 1,
    });
    return pageOf(failures, limit, {
      list: 'outbox',
      item: each => each,
      position: ({ id }) => [Number(id)],
    });
  }

  /**
   * Has a message that was set aside told again, at once.
   *
   * @throws InputError for what is no id; NotFoundError when no message with the id is set aside.
   */
  async retry(id: string): Promise<{ id: string }> {
    if (!/^\d{1,15}$/.test(id)) {
      throw new InputError(`id: "${id}" is not the id of a message: ids are numbers.`);
    }
    if (!(await retryOutbox(this.#database, id))) {
      throw new NotFoundError(
        `No message with the id ${id} is set aside: it was told, or is still tried again.`,
      );
    }
    return { id };
  }
}
