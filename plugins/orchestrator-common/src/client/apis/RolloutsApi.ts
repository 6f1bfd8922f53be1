import type { Page } from '../../api/environments';
import type {
  ChangeRolloutRequest,
  ResumeRolloutRequest,
  RolloutView,
  StartRolloutRequest,
} from '../../api/rollouts';
import type { PageOptions, RequestOptions } from '../RequestOptions';

/** Staged rollouts of versions of definitions. */
export interface RolloutsApi {
  /** Newest first, without their environments. */
  listRollouts(
    definition: string,
    page?: PageOptions,
    options?: RequestOptions,
  ): Promise<Page<RolloutView>>;
  getRollout(uid: string, options?: RequestOptions): Promise<RolloutView>;
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
