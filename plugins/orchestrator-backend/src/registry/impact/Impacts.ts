import { NotFoundError, toError } from '@backstage/errors';
import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { canonicalHash, compareText, type JsonObject, type JsonValue } from '@tutti/score';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  changeImpactStatus,
  findImpactRequest,
  findUnfinishedImpactRequest,
  insertImpactRequest,
  listUnfinishedImpactRequests,
} from '../../database/reports/impactRequests';
import { findReport, insertReport } from '../../database/reports/reports';
import type { TaskKind } from '../../execution/queue/TaskKind';
import type { WorkQueue } from '../../execution/queue/WorkQueue';
import type { ImpactAnalysis, ImpactContent } from './ImpactAnalysis';

/** What {@link Impacts} works with. */
export interface ImpactsOptions {
  database: Knex;
  queue: Pick<WorkQueue, 'ring'>;
  analysis: ImpactAnalysis;
  /** So many environments are evaluated before the answer; more in the queue. */
  inlineEnvironments: number;
}

/**
 * Questions about the impact of changes, and the reports that answer them. A report is written once and never changed. A
 * question about a small fleet is answered at once, about a large one by a task of the queue.
 */
export class Impacts implements TaskKind {
  readonly kind = 'impact';
  readonly #options: ImpactsOptions;

  private constructor(options: ImpactsOptions) {
    this.#options = options;
  }

  static create(options: ImpactsOptions): Impacts {
    return new Impacts(options);
  }

  /**
   * Asks what a change would do.
   *
   * @param by - entity reference or subject of who asks
   * @returns the report, or one that is `pending`: ask for it again by its uid
   */
  async ask(change: ImpactChange, by: string): Promise<ImpactReport> {
    const { analysis, inlineEnvironments } = this.#options;
    if ((await analysis.size()) > inlineEnvironments) {
      return this.order(change, by);
    }
    // What is wrong in the change is then told at once.
    return this.record(change, await analysis.evaluate(await analysis.scope(change)), by);
  }

  /**
   * Has the queue find out what a change would do, however few environments there are. Who asks once more while it is not
   * known gets the same report.
   *
   * @param by - entity reference or subject of who asks
   * @returns the report, which is `pending` or `running`
   */
  async order(change: ImpactChange, by: string): Promise<ImpactReport> {
    const { database, queue } = this.#options;
    const asked = { changeHash: changeHash(change), requestedBy: by };
    const known = await findUnfinishedImpactRequest(database, asked);
    if (known !== undefined) {
      return this.get(known);
    }
    const uid = uuid();
    await database.transaction(async transaction => {
      await insertImpactRequest(transaction, { uid, change, ...asked });
      await queue.ring(transaction, { kind: 'task', key: `${this.kind}:${uid}` });
    });
    return this.get(uid);
  }

  /** Stores what has been found out already. */
  async record(change: ImpactChange, content: ImpactContent, by: string): Promise<ImpactReport> {
    const uid = uuid();
    await this.#options.database.transaction(async transaction => {
      await insertImpactRequest(transaction, {
        ...{ uid, change, changeHash: changeHash(change), requestedBy: by },
      });
      await changeImpactStatus(transaction, uid, 'running');
      await finish(transaction, uid, content);
    });
    return this.get(uid);
  }

  /** @throws NotFoundError. */
  async get(uid: string): Promise<ImpactReport> {
    const { database } = this.#options;
    const request = await findImpactRequest(database, uid);
    if (!request) {
      throw impactNotFound(uid);
    }
    const { changeHash: _, ...rest } = request;
    const { marks: __, ...content } = (await findReport<ImpactContent>(database, uid)) ?? {};
    return { ...rest, ...content };
  }

  /** The states of the world that a report was made from, by uid of the environment; none of one that is not done. */
  async marks(uid: string): Promise<Record<string, string>> {
    const content = await findReport<ImpactContent>(this.#options.database, uid);
    return content?.marks ?? {};
  }

  async run(uid: string, signal: AbortSignal): Promise<void> {
    const { database, analysis } = this.#options;
    if (!(await changeImpactStatus(database, uid, 'running'))) {
      return; // a second ring for what is done
    }
    const { change } = await this.get(uid);
    try {
      const content = await analysis.evaluate(await analysis.scope(change), signal);
      await database.transaction(transaction => finish(transaction, uid, content));
    } catch (error) {
      if (!signal.aborted) {
        await changeImpactStatus(database, uid, 'failed', toError(error).message);
      }
    }
  }

  async unfinished(): Promise<string[]> {
    return listUnfinishedImpactRequests(this.#options.database);
  }
}

/** What is said about a report that does not exist, and about one that the caller may not read. */
export function impactNotFound(uid: string): NotFoundError {
  return new NotFoundError(`There is no impact report with the uid ${uid}.`);
}

/**
 * Equal for equal changes; a confirmation is for one change and no other. How files are called changes nothing, so that
 * what somebody asked about first can be saved with that report.
 */
export function changeHash({ files, ...rest }: ImpactChange): string {
  const contents = files?.map(file => file.content).sort(compareText);
  return canonicalHash({ ...rest, ...(contents && { files: contents }) } as JsonValue);
}

async function finish(
  transaction: Knex.Transaction,
  uid: string,
  content: ImpactContent,
): Promise<void> {
  if (await changeImpactStatus(transaction, uid, 'done')) {
    await insertReport(transaction, {
      ...{ uid, kind: 'impact', content: content as unknown as JsonObject },
    });
  }
}
