import type { ActiveResource, Page } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { activeResourceNotFound } from './activeResourceNotFound';
import { decodeCursor, pageOf } from '../database/cursor';
import { listLedger } from '../database/ledger/listLedger';
import type { Ledger, LedgerFilter } from './Ledger';
import { toActiveResource } from './toActiveResource';

const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 500;

/** The ledger in the plugin's database. */
export class DatabaseLedger implements Ledger {
  readonly #database: Knex;

  private constructor(database: Knex) {
    this.#database = database;
  }

  static create(options: { database: Knex }): DatabaseLedger {
    return new DatabaseLedger(options.database);
  }

  async list(filter: LedgerFilter): Promise<Page<ActiveResource>> {
    const limit = Math.min(Math.max(filter.limit ?? DEFAULT_LIMIT, 1), MAXIMUM_LIMIT);
    const entries = await listLedger(this.#database, {
      environmentUids: filter.environmentUids,
      workload: filter.workload,
      definition: filter.definition,
      version: filter.version,
      after: filter.cursor === undefined ? undefined : decodeCursor(filter.cursor, ['string'])[0],
      limit: limit + 1,
    });
    return pageOf(entries, limit, { item: toActiveResource, position: ({ uid }) => [uid] });
  }

  async get(uid: string): Promise<ActiveResource> {
    const [entry] = await listLedger(this.#database, { uid, limit: 1 });
    if (!entry) {
      throw activeResourceNotFound(uid);
    }
    return toActiveResource(entry);
  }

  async environmentUidOf(uid: string): Promise<string> {
    return (await this.get(uid)).environmentUid;
  }
}
