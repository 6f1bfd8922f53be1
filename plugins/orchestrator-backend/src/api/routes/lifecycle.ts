import type { DeploymentOptions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { canonicalHash } from '@tutti/score';
import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about the life of an environment as a whole: deployments of kinds of their own, and what keeps them out. */
export function addLifecycleRoutes(routes: Routes, { deployments, gates }: ApiServices): void {
  routes.handle('deleteEnvironment', ({ path, body, caller, ...input }) =>
    deployments.submitLifecycle(
      path,
      { kind: 'destroy', ...optionsOf(body) },
      caller,
      handedIn(input, body),
    ),
  );
  routes.handle('rollBack', ({ path, body, caller, ...input }) => {
    const { deployment, workloads, wholeEnvironment } = body;
    return deployments.submitLifecycle(
      path,
      { kind: 'rollback', deployment, workloads, wholeEnvironment, ...optionsOf(body) },
      caller,
      handedIn(input, body),
    );
  });
  routes.handle('promoteWorkloads', ({ path, body, caller, ...input }) => {
    const { from, workloads } = body;
    return deployments.promote(
      path,
      { from, workloads, ...optionsOf(body) },
      caller,
      handedIn(input, body),
    );
  });
  routes.handle('refreshEnvironment', ({ path, body, caller, ...input }) =>
    deployments.submitLifecycle(
      path,
      { kind: 'refresh', workloads: body.workloads, ...optionsOf(body) },
      caller,
      handedIn(input, body),
    ),
  );
  routes.handle('cloneEnvironment', ({ path, body, caller }) =>
    deployments.clone(path, body, caller),
  );
  routes.handle('pauseEnvironment', ({ path, body, caller }) => gates.pause(path, body, caller));
  routes.handle('resumeEnvironment', ({ path, caller }) => gates.resume(path, caller));
  routes.handle('releaseHolds', ({ path, body, caller }) => gates.release(path, body, caller));
}

function optionsOf({ planOnly = false, onBusy = 'queue', comment }: DeploymentOptions) {
  return { planOnly, onBusy, comment };
}

function handedIn(
  { header, route }: { header(name: string): string | undefined; route: string },
  body: DeploymentOptions,
) {
  const key = header('idempotency-key');
  return {
    actor: body.actor,
    ...(key !== undefined && { idempotency: { key, route, bodyHash: canonicalHash({ ...body }) } }),
  };
}
