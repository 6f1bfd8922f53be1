import type { JsonObject } from '@tutti/score';

/** The values of one environment at one moment. */
export interface EnvironmentValues {
  /** By name; secrets are `$secret` marks into the store `values`, each naming one immutable version. */
  values: JsonObject;
  /** Decimal number that grows with every change of a value of the application; `0` when there has been none. */
  version: string;
}

/** Shared variables and secrets of applications, which environments may override. */
export interface Values {
  /**
   * Values of the application, overridden by those of the environment.
   *
   * @param version - as returned before: the values as they were then. Default: as they are now.
   * @throws NotFoundError when there is no such environment.
   */
  forEnvironment(environmentUid: string, version?: string): Promise<EnvironmentValues>;
}

/** Values of applications, where no environment overrides them. */
export interface ApplicationValues {
  /** What an environment of the application sees that has no values of its own, such as one that is still to be made. */
  forApplication(applicationUid: string): Promise<EnvironmentValues>;
}
