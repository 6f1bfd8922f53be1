import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { NodeId, PlanNode } from '@tutti/planner';
import { findExternalIdOwner } from '../../database/ledger/findExternalIdOwner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';

/** Driver and external id → the node of a plan that would be that thing. */
export type Claims = Map<string, NodeId>;

/**
 * Claims the thing that a node of a plan would be.
 *
 * @returns the sentence that names whose it is, when it is somebody else's: of the ledger, or of another node of the plan.
 */
export async function claimThing(
  run: DeploymentRun,
  claims: Claims,
  thing: {
    node: PlanNode;
    driver: Driver;
    entry: LedgerEntry | undefined;
    externalId: string | undefined;
  },
): Promise<string | undefined> {
  const { node, driver, entry, externalId } = thing;
  if (externalId === undefined || driver.refersOnly) {
    return undefined;
  }
  const owner = await findExternalIdOwner(run.services.database, {
    driver: driver.id,
    externalId,
    except: entry?.uid,
  });
  const key = JSON.stringify([driver.id, externalId]);
  const rival = claims.get(key);
  claims.set(key, rival ?? node.node);
  const whose = owner
    ? `belongs to ${owner.node} (${owner.role}) of ${owner.application}/${owner.environment}`
    : rival && `would also be ${rival} of this plan`;
  return whose && `${externalId} ${whose}, so ${node.node} cannot take it.`;
}
