import type { ScoreApi } from '../apis/ScoreApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';

/** {@link ScoreApi} over HTTP. */
export function scoreCalls(call: HttpCall): ScoreApi {
  return {
    async validateScore(request, options) {
      return call(path`score/validate`, { body: request }, options);
    },
    async getComponentScoreFile(componentRef, options) {
      return call(path`score/component`, { query: { component: componentRef } }, options);
    },
  };
}
