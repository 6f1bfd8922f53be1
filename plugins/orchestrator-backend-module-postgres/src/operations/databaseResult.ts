import type { DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PostgresDatabaseState } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';

/** What is remembered and handed out of a database that is this driver's. */
export function databaseResult(
  { database, externalId, server }: DatabaseTarget,
  { password, systemIdentifier }: { password: string; systemIdentifier: string },
): DriverResult<PostgresDatabaseState> {
  return {
    state: { externalId, database, password, systemIdentifier },
    outputs: {
      host: server.externalHost,
      port: server.externalPort,
      name: database,
      database,
      username: database,
    },
    secretOutputs: { password },
    externalId,
    evidence: { server: server.title, systemIdentifier, database, role: database },
  };
}
