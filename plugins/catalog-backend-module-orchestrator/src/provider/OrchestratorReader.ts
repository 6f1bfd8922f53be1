import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { ResourceEntity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  APPLICATION_ANNOTATION,
  ENVIRONMENT_ANNOTATION,
  PLUGIN_ID,
  WORKLOAD_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Application,
  Page,
  PlatformOrchestratorApi,
  RequestOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { EntityContext } from '../entities/EntityContext';
import { environmentEntity } from '../entities/environmentEntity';
import { isInCatalog, resourceEntity } from '../entities/resourceEntity';

const PAGE_SIZE = 200;

/** What {@link OrchestratorReader.readEnvironment} finds. */
export interface EnvironmentEntities {
  entities: ResourceEntity[];
  /** Workloads deployed there that no component in the catalog stands for, so that nothing is related to them. */
  withoutComponent: string[];
}

/** What {@link OrchestratorReader} needs. */
export interface OrchestratorReaderOptions {
  api: PlatformOrchestratorApi;
  auth: AuthService;
  catalog: CatalogService;
  appBaseUrl: string;
}

/** Reads environments and resources from the platform orchestrator, and says which entities they are. */
export class OrchestratorReader {
  readonly #options: OrchestratorReaderOptions;

  constructor(options: OrchestratorReaderOptions) {
    this.#options = options;
  }

  /** The entities of everything there is. */
  async readAll(): Promise<ResourceEntity[]> {
    const request = await this.#request();
    const applications = await everyPage(page => this.#options.api.listApplications(page, request));
    const internalTypes = await this.#internalTypes(request);
    const entities: ResourceEntity[] = [];
    for (const application of applications) {
      const context = await this.#contextOf(application);
      const environments = await this.#options.api.listEnvironments(application.name, request);
      entities.push(...environments.items.map(item => environmentEntity(context, item)));
      const resources = await everyPage(page =>
        this.#options.api.listActiveResources({ application: application.name, ...page }, request),
      );
      entities.push(
        ...resources
          .filter(resource => isInCatalog(resource, internalTypes))
          .map(resource => resourceEntity(context, resource)),
      );
    }
    return entities;
  }

  /** The entities of one environment as it is now; none when it no longer exists. */
  async readEnvironment(application: string, environment: string): Promise<EnvironmentEntities> {
    const { api } = this.#options;
    const request = await this.#request();
    const context = await this.#contextOf(await api.getApplication(application, request));
    const internalTypes = await this.#internalTypes(request);
    const { items } = await api.listEnvironments(application, request);
    const found = items.find(({ name }) => name === environment);
    if (!found) {
      return { entities: [], withoutComponent: [] };
    }
    const resources = await everyPage(page =>
      api.listActiveResources({ application, environment, ...page }, request),
    );
    return {
      entities: [
        environmentEntity(context, found),
        ...resources
          .filter(resource => isInCatalog(resource, internalTypes))
          .map(resource => resourceEntity(context, resource)),
      ],
      withoutComponent: found.workloads.filter(workload => !context.components.has(workload)),
    };
  }

  /** References of the entities that the catalog has for one environment. */
  async registeredRefs(application: string, environment: string): Promise<string[]> {
    const { auth, catalog } = this.#options;
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'Resource',
          [`metadata.annotations.${ENVIRONMENT_ANNOTATION}`]: `${application}/${environment}`,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(entity => stringifyEntityRef(entity));
  }

  async #request(): Promise<RequestOptions> {
    const { auth } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN_ID,
    });
    return { token };
  }

  async #internalTypes(request: RequestOptions): Promise<Set<string>> {
    const { items } = await this.#options.api.listResourceTypes({}, request);
    return new Set(items.filter(({ use }) => use === 'internal').map(({ name }) => name));
  }

  async #contextOf(application: Application): Promise<EntityContext> {
    const { auth, catalog, appBaseUrl } = this.#options;
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'Component',
          [`metadata.annotations.${APPLICATION_ANNOTATION}`]: application.name,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const components = new Map<string, string>();
    for (const entity of items) {
      const workload = entity.metadata.annotations?.[WORKLOAD_ANNOTATION];
      if (workload) {
        components.set(workload, stringifyEntityRef(entity));
      }
    }
    return { application, components, appBaseUrl };
  }
}

async function everyPage<T>(
  load: (page: { cursor?: string; limit: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await load({ cursor, limit: PAGE_SIZE });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}
