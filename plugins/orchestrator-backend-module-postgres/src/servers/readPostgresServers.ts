import type { Config } from '@backstage/config';
import { describePostgresServer, type PostgresServer, type PostgresTls } from './PostgresServer';

const SERVERS = 'platformOrchestrator.postgres.servers';

/**
 * The servers under `platformOrchestrator.postgres.servers`, by name.
 *
 * @throws Error that names the path, when a server lacks its host, user name or password.
 */
export function readPostgresServers(config: Config): Map<string, PostgresServer> {
  const servers = new Map<string, PostgresServer>();
  const section = config.getOptionalConfig(SERVERS);
  for (const name of section?.keys() ?? []) {
    const server = section!.getConfig(name);
    const description = {
      host: server.getString('host'),
      port: server.getOptionalNumber('port'),
      username: server.getString('username'),
      password: server.getString('password'),
      database: server.getOptionalString('database'),
      ssl: server.getOptional<PostgresTls>('ssl'),
      externalHost: server.getOptionalString('externalHost'),
      externalPort: server.getOptionalNumber('externalPort'),
    };
    servers.set(name, describePostgresServer(description, `${SERVERS}.${name}`, name));
  }
  return servers;
}
