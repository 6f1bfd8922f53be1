/** Times of day in files of the rig are milliseconds of this machine's clock, which the database server shares. */
export interface ReplicaSettings {
  /** Name of this process, a new one for each start: every row that it writes is recorded under it. */
  name: string;
  /** Port of its API on the loopback interface. */
  port: number;
  /** Where it reaches PostgreSQL: its own proxy. */
  database: { host: string; port: number; user: string; password: string };
  /** Base address of the world outside, where effects happen. */
  world: string;
  /** Bare Git repository that is delivered into. */
  repository: string;
  /** Folder of manifests. */
  manifests: string;
  /** File that says at which boundary which process shall end or freeze; absent most of the time. */
  trap: string;
  /** Whether it works on deployments, or serves the API only. */
  worker: boolean;
}
