import type { LifecycleApi } from '../apis/LifecycleApi';
import type { HttpCall } from '../http/createHttpCall';
import { keyed } from '../http/keyed';
import { path } from '../http/path';

/** {@link LifecycleApi} over HTTP. */
export function lifecycleCalls(call: HttpCall): LifecycleApi {
  return {
    async deleteEnvironment(application, environment, request = {}, options) {
      const route = path`applications/${application}/environments/${environment}/deletion`;
      return call(route, keyed(request, options), options);
    },
  };
}
