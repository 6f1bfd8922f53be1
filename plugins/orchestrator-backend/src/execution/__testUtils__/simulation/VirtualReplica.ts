import type { Knex } from 'knex';
import type { Registry } from '../../../registry/Registry';
import type { ExecutionSettings } from '../../ExecutionSettings';
import { TestEngine } from '../TestEngine';
import { openVirtualDatabase, type DatabaseFaults } from './openVirtualDatabase';
import type { SimulatedWorld } from './SimulatedWorld';
import { VirtualProcess } from './VirtualProcess';

/** What {@link VirtualReplica.start} needs. */
export interface VirtualReplicaOptions {
  name: string;
  /** Of knex: where the database is. */
  connection: Knex.Config;
  world: SimulatedWorld;
  registry: Pick<Registry, 'snapshot'>;
  settings?: Partial<ExecutionSettings>;
  faults?: DatabaseFaults;
}

/** The whole engine with a pool of its own, in a process that can die and freeze. */
export class VirtualReplica {
  private constructor(
    readonly process: VirtualProcess,
    readonly engine: TestEngine,
    readonly database: Knex,
  ) {}

  static async start(options: VirtualReplicaOptions): Promise<VirtualReplica> {
    const { name, connection, world, registry, settings, faults } = options;
    const process = VirtualProcess.create(name);
    let started = false;
    const database = openVirtualDatabase(process, connection, sql =>
      started ? faults?.(sql) : undefined,
    );
    const engine = await TestEngine.create({
      database,
      world: { drivers: () => world.drivers(process), onSnapshot: () => {} },
      registry,
      settings: { nodeTimeout: 700, retries: 2, retryDelay: 2, ringInterval: 500, ...settings },
    });
    await engine.execution.start();
    started = true;
    return new VirtualReplica(process, engine, database);
  }

  /** An orderly stop. */
  async stop(): Promise<void> {
    await this.engine.execution.stop();
    await this.end();
  }

  /** Puts away what is left of it, dead or alive. */
  async end(): Promise<void> {
    this.process.bury();
    await this.engine.execution.stop().catch(() => undefined); // it is dead: only its timers are to go
    await this.database.destroy().catch(() => undefined);
  }
}
