import type { Page } from '../../api/environments';
import type {
  ActiveResource,
  ActiveResourcesFilter,
  DecideDestructionRequest,
  DestructionDecision,
  ResolveResourceRequest,
} from '../../api/resources';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Active resources: the ledger. */
export interface ResourcesApi {
  /** All active resources that the caller may see, or those that fit a filter. */
  listActiveResources(
    filter?: ActiveResourcesFilter & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<ActiveResource>>;
  getActiveResource(uid: string, options?: RequestOptions): Promise<ActiveResource>;
  /** Says whether a resource exists of which no driver could tell. */
  resolveResource(
    uid: string,
    request: ResolveResourceRequest,
    options?: RequestOptions,
  ): Promise<ActiveResource>;
  /** Says what becomes of something that was left behind. */
  decideDestruction(
    uid: string,
    request: DecideDestructionRequest,
    options?: RequestOptions,
  ): Promise<DestructionDecision>;
}
