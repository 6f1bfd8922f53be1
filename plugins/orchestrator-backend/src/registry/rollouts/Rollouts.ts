import type {
  ChangeRolloutRequest,
  Page,
  PageOptions,
  ResumeRolloutRequest,
  RolloutEnvironmentsFilter,
  RolloutEnvironmentView,
  RolloutStatus,
  RolloutView,
  StartRolloutRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RegistrySnapshot } from '@tutti/planner';

/**
 * Staged rollouts: a version of a definition is brought to what the definition has made, wave by wave of environment
 * types, and becomes the default after the last wave. Not authorised: the API's decorator decides who may.
 */
export interface Rollouts {
  /**
   * Starts a rollout; its first wave begins at once.
   *
   * @param by - entity reference or subject of who starts it; its deployments are requested by them
   * @throws NotFoundError for an unknown definition or version; InputError for waves that cannot be; ConflictError for a
   *   version that was sorted out, criteria that another definition has, a rollout of the definition that is unfinished,
   *   and, with the report, for one that takes something away unseen.
   */
  start(definition: string, request: StartRolloutRequest, by: string): Promise<RolloutView>;
  /** Newest first. */
  list(
    definition: string,
    filter: { status?: RolloutStatus } & PageOptions,
  ): Promise<Page<RolloutView>>;
  /** @throws NotFoundError. */
  get(uid: string): Promise<RolloutView>;
  /**
   * Environments of begun waves, by wave, application and name; 50 on a page.
   *
   * @param filter.environmentUids - only these; an empty list finds nothing
   * @throws NotFoundError.
   */
  environments(
    uid: string,
    filter: RolloutEnvironmentsFilter & PageOptions & { environmentUids?: readonly string[] },
  ): Promise<Page<RolloutEnvironmentView>>;
  /** Uid of the environment in which a deployment is the last one of a rollout. */
  environmentOf(deploymentUid: string): Promise<string | undefined>;
  /** Starts no further deployment; those under way go on. @throws NotFoundError; ConflictError when it does not run. */
  pause(uid: string, request: ChangeRolloutRequest, by: string): Promise<RolloutView>;
  /**
   * Goes on; environments that failed get another deployment.
   *
   * @throws NotFoundError; ConflictError when it is not paused, when its version was sorted out, and, with the report, when
   *   more would be taken away than was confirmed.
   */
  resume(uid: string, request: ResumeRolloutRequest, by: string): Promise<RolloutView>;
  /**
   * Ends it where it is. Deployments that have changed nothing yet are cancelled, others come to their end; what has been
   * reached keeps what it has.
   *
   * @throws NotFoundError; ConflictError when it has ended.
   */
  stop(uid: string, request: ChangeRolloutRequest, by: string): Promise<RolloutView>;
  /** The registry as matching sees it in an environment: with the versions that rollouts have brought there. */
  registryIn(environment: { uid: string; type: string }): Promise<RegistrySnapshot>;
}
