import type { ResourcesApi } from '../apis/ResourcesApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';

/** {@link ResourcesApi} over HTTP. */
export function resourcesCalls(call: HttpCall): ResourcesApi {
  return {
    async listActiveResources(filter, options) {
      return call(path`resources`, { query: { ...filter } }, options);
    },
    async getActiveResource(uid, options) {
      return call(path`resources/${uid}`, {}, options);
    },
    async resolveResource(uid, request, options) {
      return call(path`resources/${uid}/resolution`, { body: request }, options);
    },
    async decideDestruction(uid, request, options) {
      return call(path`resources/${uid}/destruction`, { body: request }, options);
    },
  };
}
