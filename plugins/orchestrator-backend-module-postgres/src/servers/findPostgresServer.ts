import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonValue } from '@tutti/score';
import {
  describePostgresServer,
  type PostgresServer,
  type PostgresServerDescription,
} from './PostgresServer';

/**
 * The server that the input `server` means: the name of a configured one, or a description of its own. The driver's
 * schema has checked its shape.
 *
 * @throws DriverError of class `permanent` when no server of that name is configured.
 */
export function findPostgresServer(
  input: JsonValue,
  configured: ReadonlyMap<string, PostgresServer>,
): PostgresServer {
  if (typeof input !== 'string') {
    const description = input as unknown as PostgresServerDescription;
    return describePostgresServer(description, 'the input "server"');
  }
  const server = configured.get(input);
  if (!server) {
    const names = [...configured.keys()].sort().map(name => `"${name}"`);
    throw permanentError(
      `No PostgreSQL server "${input}" is configured: add platformOrchestrator.postgres.servers.${input}, or use ` +
        `${names.length > 0 ? `one of ${names.join(', ')}` : 'a description of the server'} as the input "server".`,
    );
  }
  return server;
}
