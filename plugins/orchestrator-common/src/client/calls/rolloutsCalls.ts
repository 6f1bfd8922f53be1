import type { RolloutsApi } from '../apis/RolloutsApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';

/** {@link RolloutsApi} over HTTP. */
export function rolloutsCalls(call: HttpCall): RolloutsApi {
  return {
    async listRollouts(definition, filter, options) {
      return call(path`definitions/${definition}/rollouts`, { query: { ...filter } }, options);
    },
    async getRollout(uid, options) {
      return call(path`rollouts/${uid}`, {}, options);
    },
    async listRolloutEnvironments(uid, filter, options) {
      return call(path`rollouts/${uid}/environments`, { query: { ...filter } }, options);
    },
    async startRollout(definition, request, options) {
      return call(path`definitions/${definition}/rollouts`, { body: request }, options);
    },
    async pauseRollout(uid, request = {}, options) {
      return call(path`rollouts/${uid}/pause`, { body: request }, options);
    },
    async resumeRollout(uid, request = {}, options) {
      return call(path`rollouts/${uid}/resume`, { body: request }, options);
    },
    async stopRollout(uid, request = {}, options) {
      return call(path`rollouts/${uid}/stop`, { body: request }, options);
    },
  };
}
