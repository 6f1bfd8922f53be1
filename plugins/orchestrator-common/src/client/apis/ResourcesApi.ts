import type { Page } from '../../api/environments';
import type { ActiveResource } from '../../api/resources';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Active resources: the ledger. */
export interface ResourcesApi {
  /** All active resources that the caller may see, or those of one application, environment, workload. */
  listActiveResources(
    filter?: { application?: string; environment?: string; workload?: string } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>>;
  getActiveResource(uid: string, options?: RequestOptions): Promise<ActiveResource>;
}
