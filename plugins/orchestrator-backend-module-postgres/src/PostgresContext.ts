import type { DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';

/** What the driver remembers of a database that it made. */
export interface PostgresDatabaseState extends JsonObject {
  /** Names the database over all servers, by the address of its server at that time. */
  externalId: string;
  /** The name of the database and of the role that owns it. */
  database: string;
  /** Of the role; kept, because a later deployment would generate another. */
  password: string;
  /** The server that the database was made on, whatever its address is. */
  systemIdentifier: string;
}

/** The context that the driver works with; `DatabaseTarget` reads its inputs. */
export type PostgresContext = DriverContext<JsonObject, PostgresDatabaseState>;
