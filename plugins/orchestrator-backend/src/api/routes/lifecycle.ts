import type { DeploymentOptions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { canonicalHash } from '@tutti/score';
import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about the life of an environment as a whole; each submits a deployment of a kind of its own. */
export function addLifecycleRoutes(routes: Routes, { deployments }: ApiServices): void {
  routes.handle('deleteEnvironment', ({ path, body, ...input }) =>
    deployments.submitLifecycle(path, { kind: 'destroy', ...optionsOf(body) }, input.caller, {
      ...handedIn(input, body),
    }),
  );
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
