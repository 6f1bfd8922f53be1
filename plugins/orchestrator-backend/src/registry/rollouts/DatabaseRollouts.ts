import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  ChangeRolloutRequest,
  Page,
  PageOptions,
  ResumeRolloutRequest,
  RolloutEnvironmentsFilter,
  RolloutEnvironmentView,
  RolloutStatus,
  RolloutView,
  StartRolloutRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RegistrySnapshot } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { decodeCursor, pageOf } from '../../database/cursor';
import { listVersions } from '../../database/registry/listVersions';
import { lockRegistry } from '../../database/registry/lockRegistry';
import { changeRolloutEnvironment } from '../../database/rollouts/changeRolloutEnvironment';
import { changeRolloutStatus } from '../../database/rollouts/changeRolloutStatus';
import { countRolloutEnvironments } from '../../database/rollouts/countRolloutEnvironments';
import { findEnvironmentOfDeployment } from '../../database/rollouts/findEnvironmentOfDeployment';
import { findRollout } from '../../database/rollouts/findRollout';
import { findUnfinishedRollout } from '../../database/rollouts/findUnfinishedRollout';
import { insertRollout } from '../../database/rollouts/insertRollout';
import { listRolloutEnvironments } from '../../database/rollouts/listRolloutEnvironments';
import { listRollouts } from '../../database/rollouts/listRollouts';
import { lockRollout } from '../../database/rollouts/lockRollout';
import { pageRolloutEnvironments } from '../../database/rollouts/pageRolloutEnvironments';
import type { RolloutRecord } from '../../database/rollouts/RolloutRecord';
import type { WorkQueue } from '../../execution/queue/WorkQueue';
import { definitionNotFound } from '../definitionNotFound';
import type { ImpactGuard } from '../impact/ImpactGuard';
import type { Registry } from '../Registry';
import { assertCanRollOut, unfinishedConflict } from './assertCanRollOut';
import { openWave } from './openWave';
import { readWaves } from './readWaves';
import { registryIn } from './registryIn';
import type { Rollouts } from './Rollouts';
import { isFinalRollout } from './rolloutStatus';
import { ringRollout } from './ringRollout';
import { rolloutNotFound } from './rolloutNotFound';
import { toRolloutEnvironmentView, toRolloutView } from './toRolloutView';
import { versionTrouble } from './versionTrouble';

const DEFAULT_LIMIT = 50;
const ENVIRONMENTS = 'rollout-environments';
const DEFAULT_CONCURRENCY = 5;

/** What {@link DatabaseRollouts.create} needs. */
export interface DatabaseRolloutsOptions {
  database: Knex;
  queue: Pick<WorkQueue, 'ring'>;
  registry: Pick<Registry, 'listEnvironmentTypes' | 'snapshot'>;
  guard: Pick<ImpactGuard, 'assertConfirmed'>;
}

/** Rollouts in the plugin's database. What they do is done by `RolloutTask`, which every change here rings for. */
export class DatabaseRollouts implements Rollouts {
  readonly #options: DatabaseRolloutsOptions;

  private constructor(options: DatabaseRolloutsOptions) {
    this.#options = options;
  }

  static create(options: DatabaseRolloutsOptions): DatabaseRollouts {
    return new DatabaseRollouts(options);
  }

  async start(definition: string, request: StartRolloutRequest, by: string): Promise<RolloutView> {
    const { database, registry, guard } = this.#options;
    const { version, concurrency = DEFAULT_CONCURRENCY, confirmImpact, reason } = request;
    const types = (await registry.listEnvironmentTypes()).map(type => type.name);
    const waves = readWaves(request.waves, types);
    const place = { definition, version };
    await database.transaction(transaction => assertCanRollOut(transaction, place));
    await guard.assertConfirmed({ rollout: place }, confirmImpact, by);
    const uid = uuid();
    try {
      await database.transaction(async transaction => {
        await lockRegistry(transaction);
        const { definitionUid, defaultBefore } = await assertCanRollOut(transaction, place);
        await insertRollout(transaction, {
          ...{ uid, definitionUid, version, defaultBefore, waves, concurrency },
          ...{ confirmImpact, startedBy: by, reason },
        });
        await openWave(transaction, { uid, definition, version, waves }, 1);
        await this.#ring(transaction, uid);
      });
    } catch (error) {
      throw isDatabaseConflictError(error) ? await this.#unfinished(definition) : error;
    }
    return this.get(uid);
  }

  async list(
    definition: string,
    filter: { status?: RolloutStatus } & PageOptions,
  ): Promise<Page<RolloutView>> {
    const { database } = this.#options;
    const { status, cursor, limit = DEFAULT_LIMIT } = filter;
    if ((await listVersions(database, definition)).length === 0) {
      throw definitionNotFound(definition);
    }
    const records = await listRollouts(database, {
      definition,
      status,
      before: cursor === undefined ? undefined : decodeCursor('rollouts', cursor, ['string'])[0],
      limit: limit + 1,
    });
    const counts = await countRolloutEnvironments(
      database,
      records.map(record => record.uid),
    );
    return pageOf(records, limit, {
      list: 'rollouts',
      item: record => toRolloutView(record, counts.get(record.uid)),
      position: ({ uid }) => [uid],
    });
  }

  async get(uid: string): Promise<RolloutView> {
    const { database } = this.#options;
    const record = existing(await findRollout(database, uid), uid);
    const counts = await countRolloutEnvironments(database, [uid]);
    return toRolloutView(record, counts.get(uid));
  }

  async environments(
    uid: string,
    filter: RolloutEnvironmentsFilter & PageOptions & { environmentUids?: readonly string[] },
  ): Promise<Page<RolloutEnvironmentView>> {
    const { database } = this.#options;
    const { status, environmentUids, cursor, limit = DEFAULT_LIMIT } = filter;
    existing(await findRollout(database, uid), uid);
    const shape = ['number', 'string', 'string'] as const;
    const records = await pageRolloutEnvironments(database, {
      ...{ rolloutUid: uid, status, environmentUids, limit: limit + 1 },
      after: cursor === undefined ? undefined : decodeCursor(ENVIRONMENTS, cursor, shape),
    });
    return pageOf(records, limit, {
      list: ENVIRONMENTS,
      item: toRolloutEnvironmentView,
      position: ({ wave, application, environment }) => [wave, application, environment],
    });
  }

  async environmentOf(deploymentUid: string): Promise<string | undefined> {
    return findEnvironmentOfDeployment(this.#options.database, deploymentUid);
  }

  async pause(uid: string, request: ChangeRolloutRequest, by: string): Promise<RolloutView> {
    return this.#change(uid, async (transaction, { status: from }) => {
      if (from !== 'running') {
        throw new ConflictError(`The rollout ${uid} is ${from}, so it cannot be paused.`);
      }
      await changeRolloutStatus(transaction, uid, {
        ...{ from, to: 'paused', by, reason: request.reason },
      });
    });
  }

  async resume(uid: string, request: ResumeRolloutRequest, by: string): Promise<RolloutView> {
    const { database, guard } = this.#options;
    const { reason, confirmImpact } = request;
    const known = existing(await findRollout(database, uid), uid);
    assertPaused(known);
    const { definition, version } = known;
    const confirmed = confirmImpact ?? known.confirmImpact;
    await guard.assertConfirmed({ rollout: { definition, version } }, confirmed, by);
    return this.#change(uid, async (transaction, rollout) => {
      assertPaused(rollout);
      const versions = await listVersions(transaction, definition);
      const defaultBefore = versions.find(each => each.status === 'default')?.version;
      const trouble = versionTrouble(versions, { ...rollout, defaultBefore });
      if (trouble !== undefined) {
        throw new ConflictError(trouble);
      }
      await changeRolloutStatus(transaction, uid, {
        ...{ from: rollout.status, to: 'running', by, reason },
        resumedWith: { defaultBefore, confirmImpact },
      });
      for (const { environmentUid, status } of await listRolloutEnvironments(transaction, uid)) {
        if (status === 'failed') {
          const place = { rolloutUid: uid, environmentUid };
          await changeRolloutEnvironment(transaction, place, { from: status, to: 'pending' });
        }
      }
    });
  }

  async stop(uid: string, request: ChangeRolloutRequest, by: string): Promise<RolloutView> {
    return this.#change(uid, async (transaction, { status: from }) => {
      if (isFinalRollout(from)) {
        throw new ConflictError(`The rollout ${uid} is ${from} already, so it cannot be stopped.`);
      }
      await changeRolloutStatus(transaction, uid, {
        ...{ from, to: 'stopped', by, reason: request.reason },
      });
      for (const { environmentUid, status } of await listRolloutEnvironments(transaction, uid)) {
        if (status === 'pending') {
          await changeRolloutEnvironment(
            transaction,
            { rolloutUid: uid, environmentUid },
            { from: status, to: 'skipped', reason: 'The rollout was stopped before its turn.' },
          );
        }
      }
    });
  }

  async registryIn(environment: { uid: string; type: string }): Promise<RegistrySnapshot> {
    return registryIn({ ...this.#options, environment });
  }

  /** Changes a rollout under its lock, and has the task look at it. */
  async #change(
    uid: string,
    change: (transaction: Knex.Transaction, rollout: RolloutRecord) => Promise<void>,
  ): Promise<RolloutView> {
    await this.#options.database.transaction(async transaction => {
      await change(transaction, existing(await lockRollout(transaction, uid), uid));
      await this.#ring(transaction, uid);
    });
    return this.get(uid);
  }

  async #ring(transaction: Knex.Transaction, uid: string): Promise<void> {
    await ringRollout(transaction, this.#options.queue, uid);
  }

  async #unfinished(definition: string): Promise<ConflictError> {
    const { database } = this.#options;
    const [{ definitionUid }] = await listVersions(database, definition);
    const other = await findUnfinishedRollout(database, definitionUid);
    return unfinishedConflict(definition, other);
  }
}

/** @throws NotFoundError. */
function existing(rollout: RolloutRecord | undefined, uid: string): RolloutRecord {
  if (!rollout) {
    throw rolloutNotFound(uid);
  }
  return rollout;
}

/** @throws ConflictError. */
function assertPaused({ uid, status }: RolloutRecord): void {
  if (status !== 'paused') {
    throw new ConflictError(`The rollout ${uid} is ${status}, so it cannot be resumed.`);
  }
}
