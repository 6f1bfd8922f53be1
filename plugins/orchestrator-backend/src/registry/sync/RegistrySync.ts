import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
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
import type { RegistryContents } from '../RegistryContents';
import type { ManifestSources } from '../sources/ManifestSources';
import { sourceFilesHash, type SourceFiles } from '../sources/SourceFiles';
import { sourceReading, type SourceReading } from '../sources/SourceReading';
import { decideSync } from './decideSync';
import { changesRegistry, type SyncDecision } from './SyncDecision';

/** How long a sync may take before another replica takes over. */
const CLAIM_SECONDS = 60;
/** How often one that waits for another replica asks again. */
const RETRY_MILLISECONDS = 250;
/** How often a person's change asks for its turn before it gives up: half a minute. */
const MOST_CLAIMS = 120;
/** Problems of one source that are logged; all are in the API. */
const LOGGED_PROBLEMS = 20;

/** What a {@link RegistrySync} works with. */
export interface RegistrySyncOptions {
  database: Knex;
  logger: LoggerService;
  sources: ManifestSources;
  /** The drivers that modules have registered; they do not change while the process runs. */
  drivers: () => DriverDescriptor[];
}

/** A change by a person: what is decided about the source that they write to. */
export interface RegistryChange {
  /** Decides, or throws to write nothing. Called again when the registry moved in between. */
  decide(
    contents: RegistryContents,
    decide: (files: SourceFiles) => SyncDecision,
  ): Promise<SyncDecision>;
  /** Written in the same transaction. */
  also(transaction: Knex.Transaction): Promise<void>;
}

/**
 * Brings what the sources declare into force.
 *
 * Replicas take turns: a sync claims the registry's one row for a minute of the database's clock, and only then reads
 * the files, so what it read is never older than what it replaces. It writes in one transaction that begins by locking
 * that row and making sure that it still is the owner; one that was frozen for too long writes nothing. Some sources may
 * be read without the others, whose manifests then stay as they are.
 */
export class RegistrySync {
  readonly #options: RegistrySyncOptions;
  readonly #reported = new Map<string, string>();
  readonly #stopped = new AbortController();
  /** What was read and written last, by the sources that were read: while both stand, there is nothing to do. */
  readonly #last = new Map<string, { hash: string; revision: number }>();
  /** Names of sources that the next sync reads. */
  readonly #wanted = new Set<string>();
  #running?: Promise<void>;
  #next?: Promise<void>;

  static create(options: RegistrySyncOptions): RegistrySync {
    return new RegistrySync(options);
  }

  private constructor(options: RegistrySyncOptions) {
    this.#options = options;
  }

  /**
   * Syncs what stands in the sources now. Calls during a sync share one that follows it.
   *
   * @param names - of the sources to read; default: all
   */
  run(names?: readonly string[]): Promise<void> {
    for (const name of names ?? this.#options.sources.all.map(source => source.name)) {
      this.#wanted.add(name);
    }
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
        return this.run([]);
      });
    return this.#next;
  }

  /**
   * Makes a person's change in turn with all syncs.
   *
   * @throws ServiceUnavailableError when no turn was got in half a minute; whatever `decide` throws.
   */
  async change(change: RegistryChange): Promise<void> {
    const { database, sources, drivers } = this.#options;
    const owner = uuid();
    if (!(await this.#claim(owner, MOST_CLAIMS))) {
      throw new ServiceUnavailableError('The registry is busy with a sync: try again in a moment.');
    }
    const unreadBut = ({ source }: SourceFiles) =>
      sources.all.map(each => each.name).filter(name => name !== source.name);
    let unread: string[] = [];
    try {
      await this.#apply(owner, {
        decide: contents =>
          change.decide(contents, files => {
            unread = unreadBut(files);
            return decideSync(contents, [sourceReading(files)], drivers(), new Set(unread));
          }),
        unread: () => unread,
        also: transaction => change.also(transaction),
      });
    } finally {
      await releaseSync(database, owner);
    }
  }

  /** Ends waiting for other replicas, and waits for a sync of this one that is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.allSettled([this.#running, this.#next]);
  }

  async #sync(): Promise<void> {
    const { database, sources, drivers } = this.#options;
    const owner = uuid();
    if (!(await this.#claim(owner))) {
      await releaseSync(database, owner);
      return;
    }
    try {
      const names = new Set(this.#wanted);
      this.#wanted.clear();
      if (names.size === 0) {
        return; // the sync before this one has read them
      }
      const read = sources.all.filter(source => names.has(source.name));
      const unread = sources.all.map(source => source.name).filter(name => !names.has(name));
      const files = await Promise.all(read.map(source => sources.read(source)));
      const hash = sourceFilesHash(files);
      const { revision } = await readRegistryState(database);
      const key = [...names].sort().join();
      const last = this.#last.get(key);
      if (last?.hash === hash && last.revision === revision) {
        await touchSources(database, [...names]);
        return;
      }
      const readings: SourceReading[] = files.map(sourceReading);
      const after = await this.#apply(owner, {
        decide: async contents => decideSync(contents, readings, drivers(), new Set(unread)),
        unread: () => unread,
      });
      this.#last.set(key, { hash, revision: after });
    } finally {
      await releaseSync(database, owner);
    }
  }

  /** Waits for its turn; false when it was stopped, or has asked often enough. */
  async #claim(owner: string, most = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (let tries = 1; !this.#stopped.signal.aborted; tries += 1) {
      if (await claimSync(this.#options.database, owner, CLAIM_SECONDS)) {
        return true;
      }
      if (tries >= most) {
        return false;
      }
      await sleep(RETRY_MILLISECONDS);
    }
    return false;
  }

  /** Decides and writes; again when a person changed the registry in between. */
  async #apply(
    owner: string,
    work: {
      decide(contents: RegistryContents): Promise<SyncDecision>;
      unread(): readonly string[];
      also?(transaction: Knex.Transaction): Promise<void>;
    },
  ): Promise<number> {
    const { database } = this.#options;
    for (;;) {
      const contents = await readRegistryContents(database);
      const decision = await work.decide(contents);
      try {
        const after = await applySync(database, {
          ...{ owner, revision: contents.revision, decision },
          ...{ unread: work.unread(), also: work.also },
        });
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
