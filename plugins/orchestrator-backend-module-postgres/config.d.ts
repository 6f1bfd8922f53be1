export interface Config {
  platformOrchestrator?: {
    postgres?: {
      /** PostgreSQL servers that definitions name in the input `server` of the driver `postgres-database`. */
      servers?: {
        [name: string]: {
          /** Where the orchestrator reaches the server. */
          host: string;
          /** Default 5432. */
          port?: number;
          /** A role that may create databases and roles (`CREATEDB CREATEROLE`); it need not be a superuser. */
          username: string;
          /** @visibility secret */
          password: string;
          /** The database that the orchestrator connects to for its own statements. Default `postgres`. */
          database?: string;
          /**
           * TLS: `true` verifies the server's certificate against the system's authorities, an object gives another
           * authority. Default `false`.
           */
          ssl?:
            | boolean
            | {
                /** Certificate authorities in PEM. */
                ca?: string;
                /** `false` takes any certificate; for tests only. Default `true`. */
                rejectUnauthorized?: boolean;
              };
          /** Where workloads reach the server, if elsewhere. Default: `host`. */
          externalHost?: string;
          /** Default: `port`. */
          externalPort?: number;
        };
      };
    };
  };
}
