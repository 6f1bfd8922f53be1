import type {
  Driver,
  DriverDifference,
  DriverPlan,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Difference, PlanNode } from '@tutti/planner';
import type { JsonValue } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';
import { tellable } from '../log/tellable';
import { claimThing, type Claims } from './claimThing';
import { lookAtNode } from './lookAtNode';
import { withProblem } from './withProblem';

/**
 * Asks the new driver of a node what adopting the thing would change, by looking: nothing, and it is adopted; anything
 * else, and the node is blocked, with those differences field by field.
 */
export async function planAdoption(
  run: DeploymentRun,
  node: PlanNode & { driver: string; previousDriver: string },
  driver: Driver,
  { claims, entry }: { claims: Claims; entry: LedgerEntry | undefined },
): Promise<PlanNode> {
  if (!entry || entry.driver !== node.previousDriver) {
    return blocked(node, `What ${node.previousDriver} made is not in the ledger any more.`);
  }
  let found: DriverPlan;
  try {
    found = await lookAtNode(run, node, driver, entry, { adopts: true });
  } catch (error) {
    run.signal.throwIfAborted();
    const why = tellable(run.redactor, (error as Error).message);
    return blocked(
      node,
      `The driver ${driver.id} cannot adopt what ${entry.driver} made: ${why} ${waysOn(node)}`,
    );
  }
  const reason = !found.reason ? '' : ` ${tellable(run.redactor, found.reason)}`;
  const { differences } = found;
  if (found.action !== 'unchanged' || differences.length > 0) {
    const paths = differences.map(({ path }) => path).join(', ');
    const what = paths === '' ? `it would ${found.action} it` : `this would change: ${paths}`;
    const sentence = `Adopting what ${entry.driver} made has to change nothing, and ${what}.${reason} ${waysOn(node)}`;
    return {
      ...blocked(node, sentence),
      differences: [
        ...node.differences.filter(({ path }) => path === '/definition' || path === '/driver'),
        ...shown(run, differences),
      ],
    };
  }
  const { externalId } = found;
  const clash = await claimThing(run, claims, { node, driver, entry, externalId });
  return clash
    ? blocked(node, clash, 'external-id')
    : { ...node, reason: `${node.reason} That changes nothing.${reason}` };
}

function waysOn({ previousDefinition, previousDefinitionVersion, definition }: PlanNode): string {
  return (
    `Make definition ${definition} ask for what exists, go on with ${previousDefinition}@${previousDefinitionVersion}, ` +
    `or leave ${previousDefinition} out of takesOver of ${definition} to have it replaced.`
  );
}

function blocked(node: PlanNode, reason: string, code = 'adoption'): PlanNode {
  return { ...withProblem(node, code, reason), action: 'blocked', reason };
}

/** Plans are shown and kept, so what a driver says in them is treated like its log. */
function shown(run: DeploymentRun, differences: readonly DriverDifference[]): Difference[] {
  return differences.map(({ path, before, after }) => ({
    path: tellable(run.redactor, path),
    ...(before !== undefined && { before: run.redactor.redactValue(before) as JsonValue }),
    ...(after !== undefined && { after: run.redactor.redactValue(after) as JsonValue }),
  }));
}
