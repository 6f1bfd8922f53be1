import type { LifecycleApi } from '../apis/LifecycleApi';
import type { HttpCall } from '../http/createHttpCall';
import { keyed } from '../http/keyed';
import { path } from '../http/path';

/** {@link LifecycleApi} over HTTP. */
export function lifecycleCalls(call: HttpCall): LifecycleApi {
  const routeTo = (application: string, environment: string, what: string) =>
    path`applications/${application}/environments/${environment}/${what}`;
  return {
    async deleteEnvironment(application, environment, request = {}, options) {
      return call(routeTo(application, environment, 'deletion'), keyed(request, options), options);
    },
    async rollBack(application, environment, request, options) {
      return call(routeTo(application, environment, 'rollbacks'), keyed(request, options), options);
    },
    async promoteWorkloads(application, environment, request, options) {
      const route = routeTo(application, environment, 'promotions');
      return call(route, keyed(request, options), options);
    },
    async refreshEnvironment(application, environment, request = {}, options) {
      return call(routeTo(application, environment, 'refreshes'), keyed(request, options), options);
    },
    async cloneEnvironment(application, environment, request, options) {
      return call(routeTo(application, environment, 'clones'), keyed(request, options), options);
    },
    async planClone(application, environment, request, options) {
      const route = `${routeTo(application, environment, 'clones')}/plan`;
      return call(route, { body: request }, options);
    },
    async changeEnvironment(application, environment, request, options) {
      const route = path`applications/${application}/environments/${environment}`;
      return call(route, { method: 'PATCH', body: request }, options);
    },
    async pauseEnvironment(application, environment, request, options) {
      return call(routeTo(application, environment, 'pause'), { body: request }, options);
    },
    async resumeEnvironment(application, environment, options) {
      return call(routeTo(application, environment, 'resume'), { method: 'POST' }, options);
    },
    async releaseHolds(application, environment, request = {}, options) {
      return call(routeTo(application, environment, 'release'), { body: request }, options);
    },
  };
}
