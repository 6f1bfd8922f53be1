import type {
  Deployment,
  DeploymentNode,
  DeploymentStatus,
  LogPage,
  RetryDeploymentRequest,
  SubmitDeploymentRequest,
} from '../../api/deployments';
import type { Page } from '../../api/environments';
import type { PlanView } from '../../api/plans';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Deployments, from the submission to the log. */
export interface DeploymentsApi {
  /** `idempotencyKey` makes a second call with the same body give the first answer. */
  submitDeployment(
    application: string,
    environment: string,
    request: SubmitDeploymentRequest,
    options?: RequestOptions & { idempotencyKey?: string },
  ): Promise<Deployment>;
  /** Newest first. */
  listDeployments(
    application: string,
    filter?: { environment?: string; workload?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<Deployment>>;
  /**
   * What has not ended, over all environments that the caller may read, newest first. `waitsFor: 'me'`: only those that
   * wait for an approval that the caller may give.
   */
  listDeploymentsUnderWay(
    filter?: { status?: DeploymentStatus; waitsFor?: 'me' } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<Deployment>>;
  getDeployment(uid: string, options?: RequestOptions): Promise<Deployment>;
  getPlan(uid: string, options?: RequestOptions): Promise<PlanView>;
  listDeploymentNodes(uid: string, options?: RequestOptions): Promise<Page<DeploymentNode>>;
  /** `wait`: seconds, at most 20, to keep the call open while there is nothing new. Default 0. */
  readLog(
    uid: string,
    page?: { after?: string; limit?: number; wait?: number },
    options?: RequestOptions,
  ): Promise<LogPage>;
  cancelDeployment(uid: string, options?: RequestOptions): Promise<Deployment>;
  /** Submits again what a deployment was to bring; see {@link submitDeployment} about `idempotencyKey`. */
  retryDeployment(
    uid: string,
    request?: RetryDeploymentRequest,
    options?: RequestOptions & { idempotencyKey?: string },
  ): Promise<Deployment>;
  decideDeployment(
    uid: string,
    verdict: { planHash: string; verdict: 'approved' | 'rejected'; reason?: string },
    options?: RequestOptions,
  ): Promise<Deployment>;
}
