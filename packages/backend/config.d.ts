export interface Config {
  platformOrchestrator?: {
    /** One machine, nothing to install: the backend starts what it needs by itself. */
    embedded?: {
      /** Default `false`. */
      enabled?: boolean;
      /**
       * Folder for databases, repositories, keys and logs; a relative path starts at the working
       * directory. Default `.data`.
       */
      dataFolder?: string;
      /** Where Backstage keeps its own tables. Default `pg`. */
      database?: 'pg' | 'better-sqlite3';
      /** Port of the embedded PostgreSQL when it is free, otherwise any free one. Default 5433. */
      postgresPort?: number;
    };
  };
}
