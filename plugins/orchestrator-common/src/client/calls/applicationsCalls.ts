import type { ApplicationsApi } from '../apis/ApplicationsApi';
import type { HttpCall } from '../http/createHttpCall';
import { path } from '../http/path';

/** {@link ApplicationsApi} over HTTP. */
export function applicationsCalls(call: HttpCall): ApplicationsApi {
  return {
    async listApplications(page, options) {
      return call(path`applications`, { query: { ...page } }, options);
    },
    async getApplication(application, options) {
      return call(path`applications/${application}`, {}, options);
    },
    async createApplication(request, options) {
      return call(path`applications`, { body: request }, options);
    },
    async deleteApplication(application, options) {
      return call(path`applications/${application}`, { method: 'DELETE' }, options);
    },
    async listEnvironments(application, options) {
      const query = { cursor: options?.cursor, limit: options?.limit };
      return call(path`applications/${application}/environments`, { query }, options);
    },
    async getEnvironment(application, environment, options) {
      return call(path`applications/${application}/environments/${environment}`, {}, options);
    },
    async createEnvironment(application, request, options) {
      return call(path`applications/${application}/environments`, { body: request }, options);
    },
    async listWorkloadStatuses(application, filter, options) {
      const query = { ...filter };
      return call(path`applications/${application}/workloads`, { query }, options);
    },
  };
}
