import type { DeploymentKind } from '@tutti/planner';

/** Whether a deployment deletes its whole environment, and not only rows that a person has decided about. */
export function deletesEnvironment(deployment: {
  kind: DeploymentKind;
  destroyRows?: unknown;
}): boolean {
  return deployment.kind === 'destroy' && deployment.destroyRows === undefined;
}
