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
  /** Calls back after so many milliseconds; a timer that does not keep the process alive, unless told. */
  later?: (milliseconds: number, callback: () => void) => void;
}

/**
 * When to look again for components that the catalog did not have, in milliseconds after the look before: a template
 * registers a component and deploys it in one go, and the catalog needs some seconds to take it in. After the last,
 * the periodic full reading finds it.
 */
const LOOK_AGAIN_AFTER = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

/**
 * Registers environments and resources in the catalog. Events make it quick, environment by environment; a periodic
 * full reading is the truth, because an event can be lost.
 */
export class PlatformOrchestratorEntityProvider implements EntityProvider {
  readonly #options: PlatformOrchestratorEntityProviderOptions;
  readonly #later: (milliseconds: number, callback: () => void) => void;
  /** The latest event of each environment that is looked at again; an older one's looks end. */
  readonly #lookingAgain = new Map<string, symbol>();

  constructor(options: PlatformOrchestratorEntityProviderOptions) {
    this.#options = options;
    this.#later = options.later ?? ((after, callback) => setTimeout(callback, after).unref());
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
        const event = Symbol(environment);
        const key = `${application}/${environment}`;
        this.#lookingAgain.set(key, event);
        const look = async (delays: readonly number[]): Promise<void> => {
          let complete = false;
          try {
            complete = await this.#syncEnvironment(connection, application, environment);
          } catch (error) {
            logger.warn(
              `The catalog could not be brought up to date with ${key}; the next full reading will do it.`,
              error as Error,
            );
            complete = true;
          }
          const [delay, ...further] = delays;
          if (this.#lookingAgain.get(key) !== event) {
            return;
          }
          if (complete || delay === undefined) {
            this.#lookingAgain.delete(key);
            return;
          }
          this.#later(delay, () => {
            if (this.#lookingAgain.get(key) === event) {
              // Never rejects: what fails is logged.
              void look(further);
            }
          });
        };
        await look(LOOK_AGAIN_AFTER);
      },
    });
  }

  /** Returns whether the catalog has the components of all workloads there. */
  async #syncEnvironment(
    connection: EntityProviderConnection,
    application: string,
    environment: string,
  ): Promise<boolean> {
    const { reader } = this.#options;
    const { entities, withoutComponent } = await reader.readEnvironment(application, environment);
    const wanted = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const registered = await reader.registeredRefs(application, environment);
    await connection.applyMutation({
      type: 'delta',
      added: entities.map(entity => this.#deferred(entity)),
      removed: registered
        .filter(entityRef => !wanted.has(entityRef))
        .map(entityRef => ({ entityRef, locationKey: this.getProviderName() })),
    });
    return withoutComponent.length === 0;
  }

  #deferred(entity: Entity): DeferredEntity {
    return { entity, locationKey: this.getProviderName() };
  }
}
