import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DriverDescriptor } from '@tutti/planner';
import { formatProblem } from '@tutti/score';
import type { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { applySync } from '../../database/registry/applySync';
import { claimSync } from '../../database/registry/claimSync';
import { readRegistryContents } from '../../database/registry/readRegistryContents';
import { readRegistryState } from '../../database/registry/readRegistryState';
import { RegistryMovedError } from '../../database/registry/RegistryMovedError';
import { releaseSync } from '../../database/registry/releaseSync';
import { touchSources } from '../../database/registry/touchSources';
import type { SourceReport } from '../../database/registry/writeSources';
import type { SourceConfig } from '../sources/SourceConfig';
import { readSourceFiles } from '../sources/readSourceFiles';
import { sourceFilesHash } from '../sources/SourceFiles';
import { sourceReading, type SourceReading } from '../sources/SourceReading';
import { decideSync } from './decideSync';
import { changesRegistry } from './SyncDecision';

/** How long a sync may take before another replica takes over. */
const CLAIM_SECONDS = 60;
/** How often one that waits for another replica asks again. */
const RETRY_MILLISECONDS = 250;
/** Problems of one source that are logged; all are in the API. */
const LOGGED_PROBLEMS = 20;

/** What a {@link RegistrySync} works with. */
export interface RegistrySyncOptions {
  database: Knex;
  logger: LoggerService;
  sources: SourceConfig[];
  /** The drivers that modules have registered; they do not change while the process runs. */
  drivers: () => DriverDescriptor[];
}

/**
 * Brings what the sources declare into force.
 *
 * Replicas take turns: a sync claims the registry's one row for a minute of the database's clock, and only then reads
 * the files, so what it read is never older than what it replaces. It writes in one transaction that begins by locking
 * that row and making sure that it still is the owner; one that was frozen for too long writes nothing.
 */
export class RegistrySync {
  readonly #options: RegistrySyncOptions;
  readonly #reported = new Map<string, string>();
  readonly #stopped = new AbortController();
  /** What was read and written last: while both stand, there is nothing to do. */
  #last?: { hash: string; revision: number };
  #running?: Promise<void>;
  #next?: Promise<void>;

  static create(options: RegistrySyncOptions): RegistrySync {
    return new RegistrySync(options);
  }

  private constructor(options: RegistrySyncOptions) {
    this.#options = options;
  }

  /** Syncs what stands in the files now. Calls during a sync share one that follows it. */
  run(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#sync().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined) // whoever asked for that one gets its error
      .then(() => {
        this.#next = undefined;
        return this.run();
      });
    return this.#next;
  }

  /** Ends waiting for other replicas, and waits for a sync of this one that is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.allSettled([this.#running, this.#next]);
  }

  async #sync(): Promise<void> {
    const { database, sources } = this.#options;
    const owner = uuid();
    while (!this.#stopped.signal.aborted && !(await claimSync(database, owner, CLAIM_SECONDS))) {
      await sleep(RETRY_MILLISECONDS);
    }
    if (this.#stopped.signal.aborted) {
      await releaseSync(database, owner);
      return;
    }
    try {
      const files = await Promise.all(sources.map(source => readSourceFiles(source)));
      const hash = sourceFilesHash(files);
      const { revision } = await readRegistryState(database);
      if (this.#last?.hash === hash && this.#last.revision === revision) {
        await touchSources(
          database,
          sources.map(source => source.name),
        );
        return;
      }
      this.#last = { hash, revision: await this.#apply(owner, files.map(sourceReading)) };
    } finally {
      await releaseSync(database, owner);
    }
  }

  /** Decides and writes; again when a person changed the registry in between. */
  async #apply(owner: string, readings: SourceReading[]): Promise<number> {
    const { database, drivers } = this.#options;
    for (;;) {
      const contents = await readRegistryContents(database);
      const decision = decideSync(contents, readings, drivers());
      try {
        const { revision } = contents;
        const after = await applySync(database, { owner, revision, decision });
        this.#report(decision.sources, changesRegistry(decision));
        return after;
      } catch (error) {
        if (!(error instanceof RegistryMovedError)) {
          throw error;
        }
      }
    }
  }

  /** Logs what is new; a file that stays broken is not told of every minute. */
  #report(sources: SourceReport[], changed: boolean): void {
    const { logger } = this.#options;
    for (const { name, status, manifests, problems } of sources) {
      const text = JSON.stringify([status, problems]);
      if (changed || this.#reported.get(name) !== text) {
        logger.info(`Manifest source "${name}" is ${status}: ${manifests} manifests in force.`);
      }
      if (this.#reported.get(name) !== text) {
        for (const problem of problems.slice(0, LOGGED_PROBLEMS)) {
          logger.warn(formatProblem(problem));
        }
      }
      this.#reported.set(name, text);
    }
  }
}
