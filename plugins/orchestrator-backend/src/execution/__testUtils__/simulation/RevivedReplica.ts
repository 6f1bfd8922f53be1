import type { Knex } from 'knex';
import type { TestEngine } from '../TestEngine';
import { NO_TROUBLE, type Trouble } from './Scenario';
import type { SimulatedRegistry } from './SimulatedRegistry';
import type { SimulatedWorld } from './SimulatedWorld';
import type { VirtualProcess } from './VirtualProcess';
import { VirtualReplica } from './VirtualReplica';

/** How often a client asks before it gives up. */
const MOST_TRIES = 5;

/** What {@link RevivedReplica.create} needs. */
export interface RevivedReplicaOptions {
  /** Looks on; nothing that happens to the engine's connections happens to it. */
  observer: Knex;
  /** Of knex. */
  connection: Knex.Config;
  world: SimulatedWorld;
  registry: SimulatedRegistry;
}

/** The one replica of a simulation, which another takes over from whenever it has died or was stopped. */
export class RevivedReplica {
  readonly #options: RevivedReplicaOptions;
  #current: VirtualReplica | undefined;
  #stopping: Promise<void> | undefined;
  #generation = 0;
  #trouble: Trouble = NO_TROUBLE;
  #statements = 0;
  #calls = 0;

  private constructor(options: RevivedReplicaOptions) {
    this.#options = options;
    options.world.faults = () => {
      this.#calls += 1;
      return this.#trouble.drivers.find(each => each.call === this.#calls)?.fault;
    };
  }

  static create(options: RevivedReplicaOptions): RevivedReplica {
    return new RevivedReplica(options);
  }

  get engine(): TestEngine {
    return this.#replica.engine;
  }

  get process(): VirtualProcess {
    return this.#replica.process;
  }

  get database(): Knex {
    return this.#replica.database;
  }

  get #replica(): VirtualReplica {
    if (!this.#current) {
      throw new Error('The replica was not started.');
    }
    return this.#current;
  }

  /** What goes wrong from now on, instead of what was to go wrong before. */
  trouble(trouble: Trouble): void {
    const replica = this.#replica;
    replica.process.forgetPlans();
    this.#trouble = trouble;
    this.#statements = 0;
    this.#calls = 0;
    if (trouble.crash !== undefined) {
      replica.process.plan(trouble.crash, () => replica.process.die());
    } else if (trouble.stop !== undefined) {
      replica.process.plan(trouble.stop, () => {
        this.#stopping = replica.stop();
      });
    }
  }

  /** Asks the API as a careful client does: again when there was no answer. Undefined: it was refused. */
  async ask<T>(request: (engine: TestEngine) => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      await this.revive();
      try {
        const answer = await this.process.answer(request(this.engine));
        if (answer !== undefined) {
          return answer;
        }
      } catch (error) {
        if (['ConflictError', 'NotAllowedError'].includes((error as Error).name)) {
          return undefined;
        }
        if (attempt >= MOST_TRIES) {
          throw error;
        }
      }
    }
  }

  /** Starts the first one, or another one when this one is dead. */
  async revive(): Promise<void> {
    await this.#stopping;
    this.#stopping = undefined;
    if (this.#current && !this.#current.process.alive) {
      await this.#current.end();
      await this.#ageBells();
      this.#current = undefined;
    }
    this.#current ??= await this.#start();
  }

  async end(): Promise<void> {
    await this.#stopping;
    await this.#current?.end();
  }

  async #start(): Promise<VirtualReplica> {
    this.#generation += 1;
    const { connection, world, registry } = this.#options;
    return VirtualReplica.start({
      ...{ name: `generation ${this.#generation}`, connection, world, registry },
      faults: () => {
        this.#statements += 1;
        const found = this.#trouble.database.find(each => each.statement === this.#statements);
        return connection.client === 'pg' ? found?.fault : undefined;
      },
    });
  }

  /** Lets time pass for the queue: the bells of the dead are free again. */
  async #ageBells(): Promise<void> {
    const { observer, connection } = this.#options;
    if (connection.client === 'pg') {
      await observer.raw(
        `update "platform_orchestrator_queue".job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
      );
    }
  }
}
