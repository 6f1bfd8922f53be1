/** How the server's certificate is verified; `false`: no TLS. */
export type PostgresTls = boolean | { ca?: string; rejectUnauthorized?: boolean };

/** A PostgreSQL server, and a role on it that may make databases and roles. */
export interface PostgresServer {
  /** For people: the configured name and the address. */
  title: string;
  /** Where the connection was described, for people: a path of the configuration, or the input. */
  origin: string;
  host: string;
  port: number;
  username: string;
  password: string;
  /** The database for statements that belong to none. */
  database: string;
  ssl: PostgresTls;
  /** Where workloads reach the server. */
  externalHost: string;
  externalPort: number;
}

/** The parts of a {@link PostgresServer} that have to be given; the others have defaults. */
export type PostgresServerDescription = Pick<PostgresServer, 'host' | 'username' | 'password'> &
  Partial<Pick<PostgresServer, 'port' | 'database' | 'ssl' | 'externalHost' | 'externalPort'>>;

/** Fills in the defaults. `name` is the configured name, where there is one. */
export function describePostgresServer(
  description: PostgresServerDescription,
  origin: string,
  name?: string,
): PostgresServer {
  const { host, username, password, database = 'postgres', ssl = false } = description;
  const port = description.port ?? 5432;
  const address = `${host}:${port}`;
  return {
    title: name ? `"${name}" (${address})` : address,
    origin,
    host,
    port,
    username,
    password,
    database,
    ssl,
    externalHost: description.externalHost ?? host,
    externalPort: description.externalPort ?? port,
  };
}
