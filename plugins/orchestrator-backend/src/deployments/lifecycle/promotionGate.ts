import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Readiness } from '@tutti/planner';
import type { DeploymentRecord } from '../../database/deployments/DeploymentRecord';

/** What a promotion knows of one workload where it comes from. */
export interface PromotedWorkload {
  name: string;
  /** The last deployment that brought it there; absent: none is known. */
  last?: Pick<DeploymentRecord, 'number' | 'status'>;
  /** Absent: the ledger has no row of it. */
  readiness?: Readiness;
}

/** Whether one workload may be promoted. */
export type GateVerdict = { passes: true; warning?: string } | { passes: false; reason: string };

/**
 * Whether a workload may leave an environment for the next one: its last deployment there has succeeded, and it is not
 * known to be unready. Where nobody has checked whether it is ready it passes with a warning, unless the environment's type
 * asks for readiness. Pure.
 *
 * @param from - name of the environment that it comes from
 */
export function promotionGate(
  { name, last, readiness = 'not-checked' }: PromotedWorkload,
  { from, requireReady }: { from: string; requireReady: boolean },
): GateVerdict {
  const place = `${name} in ${from}`;
  if (!last) {
    return no(`${place} was not deployed by any deployment that is still known.`);
  }
  if (!isFinal(last.status)) {
    return no(`${place} is being deployed: wait for the end of deployment ${last.number}.`);
  }
  if (last.status !== 'succeeded') {
    return no(`${place} is not as it is wanted: deployment ${last.number} is ${last.status}.`);
  }
  if (readiness === 'ready') {
    return { passes: true };
  }
  if (readiness !== 'not-checked') {
    return no(`${place} is not ready: it is ${readiness}.`);
  }
  return requireReady
    ? no(`${place} is not known to be ready, which its environment type asks for.`)
    : { passes: true, warning: `Nobody has checked whether ${place} is ready.` };
}

function no(reason: string): GateVerdict {
  return { passes: false, reason };
}
