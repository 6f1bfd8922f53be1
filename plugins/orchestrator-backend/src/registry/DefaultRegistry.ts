import type {
  LoggerService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { builtInResourceTypes, type DriverDescriptor } from '@tutti/planner';
import { compareText } from '@tutti/score';
import type {
  DefinitionView,
  EnvironmentTypeView,
  ManifestSourceView,
  Page,
  ResourceTypeView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { countDefinitionUsage } from '../database/registry/countDefinitionUsage';
import { listSources } from '../database/registry/listSources';
import { projectRoot } from '../files/projectRoot';
import { definitionNotFound } from './definitionNotFound';
import type { BoundDefinition, ListDefinitionsFilter, Registry, RegistryReading } from './Registry';
import type { StoredDefinition } from './RegistryContents';
import { SnapshotCache } from './SnapshotCache';
import { fitsDefinition } from './lists/fitsDefinition';
import { pageByName } from './lists/pageByName';
import { ManifestEditor } from './manifests/ManifestEditor';
import type { Manifests } from './manifests/Manifests';
import { ManifestSources } from './sources/ManifestSources';
import { readSourceConfigs } from './sources/readSourceConfigs';
import { DEFAULT_PUSH_TOPICS, subscribeToPushes } from './sources/SourcePushes';
import type { NewVersions } from './sources/SourceConfig';
import { SourceWatcher } from './sources/SourceWatcher';
import { RegistrySync } from './sync/RegistrySync';

const DEFAULT_LIMIT = 50;
const PACKAGE = '@tutti/backstage-plugin-platform-orchestrator-backend';
const TOPICS_PATH = 'platformOrchestrator.manifests.pushTopics';
const SCHEDULE_PATH = 'platformOrchestrator.manifests.schedule';
/** The truth behind watching, which some file systems do not support. */
const DEFAULT_SCHEDULE = { frequency: { minutes: 1 }, timeout: { minutes: 2 } };

/** Options of {@link DefaultRegistry.create}. */
export interface CreateRegistryOptions {
  database: Knex;
  config: Config;
  logger: LoggerService;
  /** Descriptors of all drivers; asked when a sync has something to check. */
  drivers: () => DriverDescriptor[];
  scheduler: SchedulerService;
  /** Reads sources that are URLs. */
  urlReader?: UrlReaderService;
  /** Tells of pushes to their repositories. */
  events?: EventsService;
  /** The folder of the built-in packs. Default: the one of this package. */
  packs?: string;
  /** Where relative paths start. Default: the folder of `app-config.yaml`. */
  root?: string;
}

/** The registry, filled from files of manifests and kept in the database. */
export class DefaultRegistry implements Registry {
  readonly #options: CreateRegistryOptions;
  readonly #sources: ManifestSources;
  readonly #sync: RegistrySync;
  readonly #cache: SnapshotCache;
  /** Manifests that people save through the API. */
  readonly manifests: Manifests;
  /** What becomes of new versions of definitions that are saved through it. */
  readonly apiVersions: NewVersions;
  #watcher?: SourceWatcher;

  /** @throws InputError when a source in the configuration is unusable. */
  static create(options: CreateRegistryOptions): DefaultRegistry {
    const { database, config, urlReader, root = projectRoot() } = options;
    const packs = options.packs ?? resolvePackagePath(PACKAGE, 'manifests');
    const sources = readSourceConfigs(config, { root, packs });
    return new DefaultRegistry(options, ManifestSources.create({ database, sources, urlReader }));
  }

  private constructor(options: CreateRegistryOptions, sources: ManifestSources) {
    this.#options = options;
    this.#sources = sources;
    this.#sync = RegistrySync.create({ ...options, sources });
    this.#cache = SnapshotCache.create(options);
    const source = sources.all.find(each => each.kind === 'api')!;
    this.apiVersions = source.newVersions;
    this.manifests = ManifestEditor.create({ ...options, sync: this.#sync, source });
  }

  async snapshot(bound: BoundDefinition[] = []): Promise<RegistryReading> {
    return this.#cache.snapshot(bound);
  }

  async listDefinitions(filter: ListDefinitionsFilter = {}): Promise<Page<DefinitionView>> {
    const { cursor, limit = DEFAULT_LIMIT } = filter;
    const { definitions } = await this.#cache.contents();
    const page = pageByName(
      definitions.filter(row => fitsDefinition(row, filter)),
      { list: 'definitions', cursor, limit },
    );
    return { ...page, items: await this.#views(page.items) };
  }

  async getDefinition(name: string): Promise<DefinitionView> {
    const { definitions } = await this.#cache.contents();
    const row = definitions.find(each => each.name === name && !each.archived);
    if (!row) {
      throw definitionNotFound(name);
    }
    const [view] = await this.#views([row]);
    return view;
  }

  async listResourceTypes(): Promise<ResourceTypeView[]> {
    const { resourceTypes } = await this.#cache.contents();
    const views = new Map<string, ResourceTypeView>(
      builtInResourceTypes.map(spec => [spec.name, { ...spec, builtIn: true }]),
    );
    for (const { name, spec, archived } of resourceTypes) {
      if (!archived) {
        views.set(name, { ...spec, builtIn: false });
      }
    }
    return [...views.values()].sort((left, right) => compareText(left.name, right.name));
  }

  async listEnvironmentTypes(): Promise<EnvironmentTypeView[]> {
    const { environmentTypes } = await this.#cache.contents();
    return environmentTypes
      .filter(row => !row.archived)
      .map(row => row.spec)
      .sort((left, right) => left.order - right.order || compareText(left.name, right.name));
  }

  async getEnvironmentType(name: string): Promise<EnvironmentTypeView> {
    const { environmentTypes } = await this.#cache.contents();
    const row = environmentTypes.find(each => each.name === name);
    if (!row) {
      throw new NotFoundError(`There is no environment type "${name}".`);
    }
    return row.spec;
  }

  async listSources(): Promise<ManifestSourceView[]> {
    const read = new Map(
      (await listSources(this.#options.database)).map(source => [source.name, source]),
    );
    return this.#sources.all.flatMap(({ name, kind }) => {
      const source = read.get(name);
      // Where nobody uses the API, its source is no news.
      const isIdle = kind === 'api' && source?.manifests === 0 && source.problems.length === 0;
      return source && !isIdle ? [source] : [];
    });
  }

  async sync(): Promise<void> {
    await this.#sync.run();
  }

  async start(): Promise<void> {
    const { config, logger, scheduler } = this.#options;
    const local = this.#sources.local();
    await this.#sync.run(local);
    this.#watcher = SourceWatcher.start(
      this.#sources.all.flatMap(source => (source.kind === 'file' ? source.path : [])),
      () => {
        this.#sync
          .run(local)
          .catch(error =>
            logger.error('Manifest files changed, but the registry could not be synced.', error),
          );
      },
      error => logger.warn('Watching manifest files failed; the schedule goes on.', error as Error),
    );
    const schedule = config.getOptionalConfig(SCHEDULE_PATH);
    await scheduler.scheduleTask({
      ...(schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : DEFAULT_SCHEDULE),
      id: 'sync-registry',
      // Every replica reads its own files; what they write they write in turns.
      scope: 'local',
      fn: () => this.#sync.run(local),
    });
    await this.#startUrls(local);
  }

  async stop(): Promise<void> {
    await this.#watcher?.stop();
    await this.#sync.stop();
  }

  /** One replica reads each URL on its schedule; files may wait for a type of it, so they are read with it. */
  async #startUrls(local: string[]): Promise<void> {
    const { config, events, scheduler } = this.#options;
    for (const source of this.#sources.all) {
      if (source.kind === 'url') {
        await scheduler.scheduleTask({
          ...source.schedule,
          id: `sync-registry-${source.name}`,
          scope: 'global',
          fn: () => this.#sync.run([...local, source.name]),
        });
      }
    }
    if (events && this.#sources.all.some(source => source.kind === 'url')) {
      await subscribeToPushes({
        events,
        topics: config.getOptionalStringArray(TOPICS_PATH) ?? DEFAULT_PUSH_TOPICS,
        sources: this.#sources.all,
        onPush: names => this.#sync.run([...local, ...names]),
      });
    }
  }

  async #views(rows: StoredDefinition[]): Promise<DefinitionView[]> {
    const usage = await countDefinitionUsage(
      this.#options.database,
      rows.map(row => row.name),
    );
    return rows.map(({ name, version, status, spec, source, file }) => ({
      name,
      ...(spec.title !== undefined && { title: spec.title }),
      ...(spec.owner !== undefined && { owner: spec.owner }),
      type: spec.type,
      driver: spec.driver,
      version,
      status,
      criteria: spec.criteria,
      spec,
      source: { name: source, file },
      usage: usage.get(name) ?? 0,
    }));
  }
}
