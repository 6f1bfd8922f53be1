import type { Page } from '../../api/environments';
import type {
  ChangeRolloutRequest,
  ResumeRolloutRequest,
  RolloutEnvironmentsFilter,
  RolloutEnvironmentView,
  RolloutStatus,
  RolloutView,
  StartRolloutRequest,
} from '../../api/rollouts';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Staged rollouts of versions of definitions. */
export interface RolloutsApi {
  /** Newest first. */
  listRollouts(
    definition: string,
    filter?: { status?: RolloutStatus } & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<RolloutView>>;
  getRollout(uid: string, options?: RequestOptions): Promise<RolloutView>;
  /** Environments of begun waves that the caller may see, by wave, application and name. */
  listRolloutEnvironments(
    uid: string,
    filter?: RolloutEnvironmentsFilter & PageOptions,
    options?: RequestOptions,
  ): Promise<Page<RolloutEnvironmentView>>;
  /** Brings a version to what the definition has made, wave by wave, and then makes it the default. */
  startRollout(
    definition: string,
    request: StartRolloutRequest,
    options?: RequestOptions,
  ): Promise<RolloutView>;
  /** Begins nothing more until it is resumed. */
  pauseRollout(
    uid: string,
    request?: ChangeRolloutRequest,
    options?: RequestOptions,
  ): Promise<RolloutView>;
  /** Goes on; what failed is tried again. */
  resumeRollout(
    uid: string,
    request?: ResumeRolloutRequest,
    options?: RequestOptions,
  ): Promise<RolloutView>;
  /** Ends it where it is; what has been reached keeps what it has. */
  stopRollout(
    uid: string,
    request?: ChangeRolloutRequest,
    options?: RequestOptions,
  ): Promise<RolloutView>;
}
