import type { ScoreValidation } from '../../api/deployments';
import type { RequestOptions } from '../RequestOptions';

/** Score files. */
export interface ScoreApi {
  validateScore(
    request: { content: string; name?: string; strict?: boolean },
    options?: RequestOptions,
  ): Promise<ScoreValidation>;
  /** The Score file of a catalog Component, found by its annotations. */
  getComponentScoreFile(
    componentRef: string,
    options?: RequestOptions,
  ): Promise<{ content: string; location: string }>;
}
