import type {
  CloneEnvironmentRequest,
  DeleteEnvironmentRequest,
  Deployment,
  PromoteWorkloadsRequest,
  RefreshRequest,
  RollBackRequest,
} from '../../api/deployments';
import type {
  ChangeEnvironmentRequest,
  Environment,
  PauseEnvironmentRequest,
  ReleaseHoldsRequest,
} from '../../api/environments';
import type { PlanView } from '../../api/plans';
import type { RequestOptions } from '../RequestOptions';

/** With `idempotencyKey` a second call with the same body gives the first answer. */
export type KeyedRequestOptions = RequestOptions & { idempotencyKey?: string };

/** The life of environments: deployments of kinds of their own, or with `planOnly` their plans, and what keeps them out. */
export interface LifecycleApi {
  /** Deletes an environment and what is in it, as the deletion policies say. */
  deleteEnvironment(
    application: string,
    environment: string,
    request?: DeleteEnvironmentRequest,
    options?: KeyedRequestOptions,
  ): Promise<Deployment>;
  /** Goes back to what an earlier deployment of the environment made true. */
  rollBack(
    application: string,
    environment: string,
    request: RollBackRequest,
    options?: KeyedRequestOptions,
  ): Promise<Deployment>;
  /** Takes workloads from another environment of the application into this one. */
  promoteWorkloads(
    application: string,
    environment: string,
    request: PromoteWorkloadsRequest,
    options?: KeyedRequestOptions,
  ): Promise<Deployment>;
  /** Brings what is wanted to the definition versions and shared values of now. */
  refreshEnvironment(
    application: string,
    environment: string,
    request?: RefreshRequest,
    options?: KeyedRequestOptions,
  ): Promise<Deployment>;
  /** Makes an environment from another one; answers with the first deployment of the new one. */
  cloneEnvironment(
    application: string,
    environment: string,
    request: CloneEnvironmentRequest,
    options?: KeyedRequestOptions,
  ): Promise<Deployment>;
  /** What the first deployment of a clone would do; nothing is made. */
  planClone(
    application: string,
    environment: string,
    request: CloneEnvironmentRequest,
    options?: RequestOptions,
  ): Promise<PlanView>;
  /** Says anew when a preview deletes itself. */
  changeEnvironment(
    application: string,
    environment: string,
    request: ChangeEnvironmentRequest,
    options?: RequestOptions,
  ): Promise<Environment>;
  pauseEnvironment(
    application: string,
    environment: string,
    request: PauseEnvironmentRequest,
    options?: RequestOptions,
  ): Promise<Environment>;
  resumeEnvironment(
    application: string,
    environment: string,
    options?: RequestOptions,
  ): Promise<Environment>;
  /** Lets automation deploy again what rollbacks hold. */
  releaseHolds(
    application: string,
    environment: string,
    request?: ReleaseHoldsRequest,
    options?: RequestOptions,
  ): Promise<Environment>;
}
