import type { DeploymentOptions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { canonicalHash } from '@tutti/score';
import type { Idempotency } from '../../deployments/Deployments';
import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about the life of an environment as a whole: deployments of kinds of their own, and what keeps them out. */
export function addLifecycleRoutes(routes: Routes, services: ApiServices): void {
  const { deployments, clones, gates } = services;
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
  routes.handle('cloneEnvironment', ({ path, body, caller, ...input }) =>
    clones.clone(path, body, caller, idempotencyOf(input, body)),
  );
  routes.handle('planClone', ({ path, body, caller, signal }) =>
    clones.plan(path, body, caller, signal),
  );
  routes.handle('pauseEnvironment', ({ path, body, caller }) => gates.pause(path, body, caller));
  routes.handle('resumeEnvironment', ({ path, caller }) => gates.resume(path, caller));
  routes.handle('releaseHolds', ({ path, body, caller }) => gates.release(path, body, caller));
}

function optionsOf({ planOnly = false, onBusy = 'queue', comment }: DeploymentOptions) {
  return { planOnly, onBusy, comment };
}

interface Request {
  header(name: string): string | undefined;
  route: string;
}

function handedIn(request: Request, body: DeploymentOptions) {
  return { actor: body.actor, idempotency: idempotencyOf(request, body) };
}

function idempotencyOf({ header, route }: Request, body: object): Idempotency | undefined {
  const key = header('idempotency-key');
  return key === undefined ? undefined : { key, route, bodyHash: canonicalHash({ ...body }) };
}
