import type { JsonSchema } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import {
  isAdopting,
  type Driver,
  type DriverAbsence,
  type DriverObservation,
  type DriverPlan,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { DEFAULT_TIMEOUTS, type PostgresTimeouts } from './connection/PostgresSession';
import { adoptDatabase } from './operations/adoptDatabase';
import { applyDatabase } from './operations/applyDatabase';
import { destroyDatabase } from './operations/destroyDatabase';
import { planAdoption, type PostgresAdoptingContext } from './operations/planAdoption';
import { planDatabase } from './operations/planDatabase';
import { readDatabase } from './operations/readDatabase';
import { DatabaseTarget } from './operations/DatabaseTarget';
import type { PostgresContext, PostgresDatabaseState } from './PostgresContext';
import { inputsSchema, outputsSchema } from './schemas';
import type { PostgresServer } from './servers/PostgresServer';

/** Options of {@link PostgresDatabaseDriver.create}. */
export interface CreatePostgresDatabaseDriverOptions {
  /** Servers that inputs can name. */
  servers: ReadonlyMap<string, PostgresServer>;
  /** Default: {@link DEFAULT_TIMEOUTS}. */
  timeouts?: PostgresTimeouts;
}

/**
 * The driver `postgres-database`: a database on an existing PostgreSQL server (13 or newer), and a role of the same name
 * that owns it and is let in by a generated password. Other roles are not let in.
 *
 * A database that another driver made it adopts as it is, when it is as it would have made it and the password is right.
 *
 * Both bear the ledger uid in their comment. That is how the driver knows its own: after a crash, under another address
 * of the same server, and when somebody else has taken the name.
 */
export class PostgresDatabaseDriver implements Driver<JsonObject, PostgresDatabaseState> {
  readonly id = 'postgres-database';
  readonly version = '1.0.0';
  readonly stateVersion = 1;
  readonly inputs: JsonSchema = inputsSchema;
  readonly outputs: JsonSchema = outputsSchema;
  readonly #servers: ReadonlyMap<string, PostgresServer>;
  readonly #timeouts: PostgresTimeouts;

  private constructor(options: CreatePostgresDatabaseDriverOptions) {
    this.#servers = options.servers;
    this.#timeouts = options.timeouts ?? DEFAULT_TIMEOUTS;
  }

  /** A driver for the configured servers, and for those that inputs describe. */
  static create(options: CreatePostgresDatabaseDriverOptions): PostgresDatabaseDriver {
    return new PostgresDatabaseDriver(options);
  }

  async plan(context: PostgresContext): Promise<DriverPlan> {
    const target = this.#target(context);
    return isAdopting(context) ? planAdoption(target, context) : planDatabase(target, context);
  }

  async apply(context: PostgresContext): Promise<DriverResult<PostgresDatabaseState>> {
    return applyDatabase(this.#target(context), context);
  }

  async adopt(context: PostgresAdoptingContext): Promise<DriverResult<PostgresDatabaseState>> {
    return adoptDatabase(this.#target(context), context);
  }

  async read(context: PostgresContext): Promise<DriverObservation> {
    return readDatabase(this.#target(context), context);
  }

  async destroy(context: PostgresContext): Promise<DriverAbsence> {
    return destroyDatabase(this.#target(context), context);
  }

  #target(context: PostgresContext): DatabaseTarget {
    return DatabaseTarget.create(context, this.#servers, this.#timeouts);
  }
}
