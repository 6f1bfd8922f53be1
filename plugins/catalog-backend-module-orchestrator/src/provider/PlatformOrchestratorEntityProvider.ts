import type { LoggerService, SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  ENVIRONMENT_CHANGED_TOPIC,
  PLUGIN_ID,
  RESOURCES_CHANGED_TOPIC,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { EnvironmentChangedPayload } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { OrchestratorReader } from './OrchestratorReader';

/** What {@link PlatformOrchestratorEntityProvider} needs. */
export interface PlatformOrchestratorEntityProviderOptions {
  reader: Pick<OrchestratorReader, 'readAll' | 'readEnvironment' | 'registeredRefs'>;
  events: EventsService;
  taskRunner: SchedulerServiceTaskRunner;
  logger: LoggerService;
}

/**
 * Registers environments and resources in the catalog. Events make it quick, environment by environment; a periodic
 * full reading is the truth, because an event can be lost.
 */
export class PlatformOrchestratorEntityProvider implements EntityProvider {
  readonly #options: PlatformOrchestratorEntityProviderOptions;

  constructor(options: PlatformOrchestratorEntityProviderOptions) {
    this.#options = options;
  }

  /** Ownership key of everything that this provider registers: never changes. */
  getProviderName(): string {
    return `${PLUGIN_ID}-entity-provider`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { events, logger, reader, taskRunner } = this.#options;
    await taskRunner.run({
      id: `${this.getProviderName()}:full-sync`,
      fn: async () => {
        const entities = (await reader.readAll()).map(entity => this.#deferred(entity));
        await connection.applyMutation({ type: 'full', entities });
      },
    });
    await events.subscribe({
      id: `${this.getProviderName()}:changes`,
      topics: [ENVIRONMENT_CHANGED_TOPIC, RESOURCES_CHANGED_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const { application, environment } = eventPayload as EnvironmentChangedPayload;
        try {
          await this.#syncEnvironment(connection, application, environment);
        } catch (error) {
          logger.warn(
            `The catalog could not be brought up to date with ${application}/${environment}; the next full reading will do it.`,
            error as Error,
          );
        }
      },
    });
  }

  async #syncEnvironment(
    connection: EntityProviderConnection,
    application: string,
    environment: string,
  ): Promise<void> {
    const { reader } = this.#options;
    const entities = await reader.readEnvironment(application, environment);
    const wanted = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const registered = await reader.registeredRefs(application, environment);
    await connection.applyMutation({
      type: 'delta',
      added: entities.map(entity => this.#deferred(entity)),
      removed: registered
        .filter(entityRef => !wanted.has(entityRef))
        .map(entityRef => ({ entityRef, locationKey: this.getProviderName() })),
    });
  }

  #deferred(entity: Entity): DeferredEntity {
    return { entity, locationKey: this.getProviderName() };
  }
}
