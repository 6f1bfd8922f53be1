import type {
  ActiveResource,
  DecideDestructionRequest,
  DestructionDecision,
  Page,
  ResolveResourceRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { activeResourceNotFound } from './activeResourceNotFound';
import { decodeCursor, pageOf } from '../database/cursor';
import { listLedger } from '../database/ledger/listLedger';
import type { SubmissionPrincipal } from '../deployments/Deployments';
import { submitDeployment } from '../deployments/submitDeployment';
import type { Environments } from '../environments/Environments';
import { announce } from '../execution/outbox/announce';
import type { WorkQueue } from '../execution/queue/WorkQueue';
import { decideDestruction } from './decideDestruction';
import type { Ledger, LedgerFilter } from './Ledger';
import { resolveResource } from './resolveResource';
import { toActiveResource } from './toActiveResource';

const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 500;

/** What {@link DatabaseLedger.create} needs. */
export interface DatabaseLedgerOptions {
  database: Knex;
  /** Gets the deployments that destroy what people have decided about. */
  queue: Pick<WorkQueue, 'ring'>;
  environments: Pick<Environments, 'findByUid'>;
}

/** The ledger in the plugin's database. */
export class DatabaseLedger implements Ledger {
  readonly #database: Knex;
  readonly #queue: Pick<WorkQueue, 'ring'>;
  readonly #environments: Pick<Environments, 'findByUid'>;

  private constructor(options: DatabaseLedgerOptions) {
    this.#database = options.database;
    this.#queue = options.queue;
    this.#environments = options.environments;
  }

  static create(options: DatabaseLedgerOptions): DatabaseLedger {
    return new DatabaseLedger(options);
  }

  async list(filter: LedgerFilter): Promise<Page<ActiveResource>> {
    const { cursor, ...rest } = filter;
    const limit = Math.min(Math.max(filter.limit ?? DEFAULT_LIMIT, 1), MAXIMUM_LIMIT);
    const entries = await listLedger(this.#database, {
      ...rest,
      after: cursor === undefined ? undefined : decodeCursor('resources', cursor, ['string'])[0],
      limit: limit + 1,
    });
    return pageOf(entries, limit, {
      list: 'resources',
      item: toActiveResource,
      position: ({ uid }) => [uid],
    });
  }

  async get(uid: string): Promise<ActiveResource> {
    const [entry] = await listLedger(this.#database, { uid, limit: 1 });
    if (!entry) {
      throw activeResourceNotFound(uid);
    }
    return toActiveResource(entry);
  }

  async resolve(
    uid: string,
    request: ResolveResourceRequest,
    principal: SubmissionPrincipal,
  ): Promise<ActiveResource> {
    const before = await this.get(uid);
    const environment = await this.#environments.findByUid(before.environmentUid);
    await this.#database.transaction(async transaction => {
      await resolveResource(transaction, uid, request, principal.ref);
      const changed = { environmentChanged: true, resourcesChanged: true };
      await announce(transaction, environment, changed);
    });
    return request.presence === 'absent' ? { ...before, presence: 'absent' } : this.get(uid);
  }

  async decideDestruction(
    uid: string,
    request: DecideDestructionRequest,
    principal: SubmissionPrincipal,
  ): Promise<DestructionDecision> {
    const { environmentUid } = await this.get(uid);
    const environment = await this.#environments.findByUid(environmentUid);
    const deployment = await this.#database.transaction(async transaction => {
      await decideDestruction(transaction, uid, request, principal.ref);
      await announce(transaction, environment, { resourcesChanged: true });
      return request.decision === 'keep'
        ? undefined
        : submitDeployment(transaction, {
            queue: this.#queue,
            environment,
            principal,
            submission: {
              ...{ environmentUid, kind: 'destroy', destroyRows: [uid] },
              delta: { upsert: {}, remove: [] },
              ...{ planOnly: false, onBusy: 'queue', comment: request.reason },
            },
          });
    });
    return { resource: await this.get(uid), ...(deployment && { deployment }) };
  }

  async environmentUidOf(uid: string): Promise<string> {
    return (await this.get(uid)).environmentUid;
  }
}
