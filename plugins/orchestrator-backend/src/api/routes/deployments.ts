import { canonicalHash } from '@tutti/score';
import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';
import { submitDeployment } from '../submitDeployment';
import { waitForLog } from '../waitForLog';

/** Routes about deployments. */
export function addDeploymentRoutes(routes: Routes, services: ApiServices): void {
  const { deployments } = services;
  routes.handle('submitDeployment', ({ path, body, caller, header, route }) =>
    submitDeployment(services, {
      ...path,
      request: body,
      caller,
      route,
      idempotencyKey: header('idempotency-key'),
    }),
  );
  routes.handle('listDeployments', ({ path, query, caller }) =>
    deployments.list({ ...query, ...path }, caller),
  );
  routes.handle('listDeploymentsUnderWay', ({ query, caller }) =>
    deployments.listUnderWay(query, caller),
  );
  routes.handle('getDeployment', ({ path, caller }) => deployments.get(path.uid, caller));
  routes.handle('getDeploymentPlan', ({ path, caller }) => deployments.plan(path.uid, caller));
  routes.handle('listDeploymentNodes', async ({ path, caller }) => ({
    items: await deployments.nodes(path.uid, caller),
  }));
  routes.handle('readDeploymentLog', async ({ path, query, caller, signal }) => {
    const { wait = 0, ...page } = query;
    return waitForLog(await deployments.logReader(path.uid, caller), page, { wait, signal });
  });
  routes.handle('cancelDeployment', ({ path, caller }) => deployments.cancel(path.uid, caller));
  routes.handle('retryDeployment', ({ path, body, caller, header, route }) => {
    const key = header('idempotency-key');
    return deployments.retry(path.uid, caller, {
      actor: body.actor,
      ...(key !== undefined && {
        idempotency: { key, route, bodyHash: canonicalHash({ ...body }) },
      }),
    });
  });
  routes.handle('decideDeployment', ({ path, body, caller }) =>
    deployments.decide(path.uid, body, caller),
  );
}
