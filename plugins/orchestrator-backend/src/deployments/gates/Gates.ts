import type { SubmissionPrincipal } from '../Deployments';

/** Keeps deployments out of environments, and lets them in again. Not authorised: the API's decorators decide who may. */
export interface Gates {
  /**
   * Pauses an environment: what is under way goes on, and what is submitted waits, or is refused.
   *
   * @throws ConflictError when it is paused already, or is being deleted.
   */
  pause(
    environmentUid: string,
    pause: { reason: string; refuse: boolean },
    principal: SubmissionPrincipal,
  ): Promise<void>;
  /** Resumes an environment, and what waits goes on. @throws ConflictError when it is not paused. */
  resume(environmentUid: string): Promise<void>;
  /**
   * Releases what rollbacks hold, so that automation may deploy it again.
   *
   * @param deployment - uid of the rollback; absent: all of them
   * @throws ConflictError when nothing is held.
   */
  release(environmentUid: string, deployment: string | undefined): Promise<void>;
}
