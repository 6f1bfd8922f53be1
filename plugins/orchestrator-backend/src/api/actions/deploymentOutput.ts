import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { z } from 'zod/v3';

/** The schema of a deployment as actions give it back. `zod` is the instance that the actions registry hands in. */
export function deploymentSchema(zod: typeof z) {
  return zod.object({
    uid: zod.string().describe('Pass it to get-deployment to follow the deployment'),
    application: zod.string(),
    environment: zod.string(),
    number: zod.number().describe('Counts up within the environment'),
    status: zod
      .string()
      .describe(
        'pending, planning, awaiting-approval, applying or verifying while it goes on; planned, succeeded, failed, ' +
          'needs-attention, rejected, cancelled or superseded when it has ended',
      ),
    planOnly: zod.boolean(),
    workloads: zod.array(zod.string()),
    removed: zod.array(zod.string()),
    requestedBy: zod.string().describe('Entity reference or service subject'),
    planHash: zod.string().optional(),
    error: zod.string().optional().describe('Why it did not succeed'),
  });
}

/** The parts of a deployment that {@link deploymentSchema} names. */
export function deploymentOutput(deployment: Deployment) {
  const { uid, application, environment, number, status, planOnly } = deployment;
  const { workloads, removed, requestedBy, planHash, error } = deployment;
  return {
    uid,
    application,
    environment,
    number,
    status,
    planOnly,
    workloads,
    removed,
    requestedBy,
    planHash,
    error,
  };
}
