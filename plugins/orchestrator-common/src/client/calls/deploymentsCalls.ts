import type { DeploymentsApi } from '../apis/DeploymentsApi';
import type { HttpCall } from '../http/createHttpCall';
import { keyed } from '../http/keyed';
import { path } from '../http/path';

/** {@link DeploymentsApi} over HTTP. */
export function deploymentsCalls(call: HttpCall): DeploymentsApi {
  return {
    async submitDeployment(application, environment, request, options) {
      const route = path`applications/${application}/environments/${environment}/deployments`;
      return call(route, keyed(request, options), options);
    },
    async listDeployments(application, filter, options) {
      const query = { ...filter };
      return call(path`applications/${application}/deployments`, { query }, options);
    },
    async listDeploymentsUnderWay(filter, options) {
      return call(path`deployments`, { query: { ...filter } }, options);
    },
    async getDeployment(uid, options) {
      return call(path`deployments/${uid}`, {}, options);
    },
    async getPlan(uid, options) {
      return call(path`deployments/${uid}/plan`, {}, options);
    },
    async listDeploymentNodes(uid, options) {
      return call(path`deployments/${uid}/nodes`, {}, options);
    },
    async readLog(uid, page, options) {
      return call(path`deployments/${uid}/log`, { query: { ...page } }, options);
    },
    async cancelDeployment(uid, options) {
      return call(path`deployments/${uid}/cancel`, { method: 'POST' }, options);
    },
    async retryDeployment(uid, request = {}, options) {
      return call(path`deployments/${uid}/retry`, keyed(request, options), options);
    },
    async decideDeployment(uid, verdict, options) {
      return call(path`deployments/${uid}/approvals`, { body: verdict }, options);
    },
  };
}
