import type { DeleteEnvironmentRequest, Deployment } from '../../api/deployments';
import type { RequestOptions } from '../RequestOptions';

/** With `idempotencyKey` a second call with the same body gives the first answer. */
export type KeyedRequestOptions = RequestOptions & { idempotencyKey?: string };

/** The life of environments. Each call submits a deployment, or with `planOnly` the plan of one. */
export interface LifecycleApi {
  /** Deletes an environment and what is in it, as the deletion policies say. */
  deleteEnvironment(
    application: string,
    environment: string,
    request?: DeleteEnvironmentRequest,
    options?: KeyedRequestOptions,
  ): Promise<Deployment>;
}
