import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  DeploymentNode,
  PlanNodeView,
  PlanView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { formatProblem } from '@tutti/score';
import { Fragment, useState } from 'react';
import { StatusBadge } from '../status/StatusBadge';
import { ActionBadge } from './ActionBadge';
import { NodeDetails } from './NodeDetails';
import { PlanFindings } from './PlanFindings';
import styles from './plan.module.css';

/** Whether a plan has a reason not to be carried out. */
export function planIsRefused(plan: PlanView): boolean {
  return (
    plan.problems.some(problem => problem.severity === 'error') ||
    (plan.findings ?? []).some(finding => finding.severity === 'denied') ||
    plan.nodes.some(
      node =>
        node.inScope &&
        (node.action === 'blocked' || node.problems.some(problem => problem.severity === 'error')),
    )
  );
}

/** One sentence that counts what a plan does. */
export function planSummary(plan: PlanView): string {
  const counts = new Map<string, number>();
  for (const node of plan.nodes.filter(({ inScope }) => inScope)) {
    counts.set(node.action, (counts.get(node.action) ?? 0) + 1);
  }
  const untouched = plan.nodes.filter(({ inScope }) => !inScope).length;
  const parts = [...counts].sort().map(([action, count]) => `${count} ${action}`);
  if (untouched > 0) {
    parts.push(`${untouched} not touched`);
  }
  return parts.length > 0 ? parts.join(', ') : 'nothing to do';
}

/**
 * A plan node by node, in the order of work: what happens, by which definition, and how far it is. A node opens
 * to its differences and to why it matched; a failed one opens by itself. What the deployment does not touch is
 * folded away.
 */
export function PlanTable(props: { plan: PlanView; progress?: DeploymentNode[] }) {
  const { plan, progress } = props;
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const [showsAll, setShowsAll] = useState(false);
  const untouched = plan.nodes.filter(isUntouched).length;
  const nodes = showsAll ? plan.nodes : plan.nodes.filter(node => !isUntouched(node));
  const progressOf = new Map(progress?.map(node => [node.node as string, node]));

  const isOpen = (node: PlanNodeView) =>
    toggled[rowKey(node)] ??
    (progressOf.get(node.node)?.status === 'failed' || node.action === 'blocked');

  return (
    <Flex direction="column" gap="3">
      <Text variant="body-medium">{planSummary(plan)}</Text>
      {plan.problems.map(problem => (
        <Alert
          key={formatProblem(problem)}
          status={problem.severity === 'error' ? 'danger' : 'warning'}
          icon
          title={formatProblem(problem)}
        />
      ))}
      <PlanFindings plan={plan} />
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Plan">
          <thead>
            <tr>
              <th>Node</th>
              <th>Action</th>
              <th>Definition</th>
              {progress && <th>Status</th>}
              <th>Reason</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map(node => (
              <Fragment key={rowKey(node)}>
                <tr className={node.inScope ? undefined : styles.outOfScope}>
                  <td>
                    <button
                      type="button"
                      className={styles.node}
                      aria-expanded={isOpen(node)}
                      onClick={() =>
                        setToggled(before => ({ ...before, [rowKey(node)]: !isOpen(node) }))
                      }
                    >
                      {isOpen(node) ? '▾' : '▸'} {node.node}
                    </button>
                  </td>
                  <td>
                    <ActionBadge action={node.action} />
                  </td>
                  <td>{definitionWords(node)}</td>
                  {progress && (
                    <td>
                      <StatusBadge status={progressOf.get(node.node)?.status ?? 'pending'} />
                    </td>
                  )}
                  <td>{node.reason}</td>
                </tr>
                {isOpen(node) && (
                  <tr className={styles.details}>
                    <td colSpan={progress ? 5 : 4}>
                      <NodeDetails node={node} progress={progressOf.get(node.node)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {untouched > 0 && (
        <div>
          <Button size="small" variant="tertiary" onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Hide' : 'Show'} what is not touched ({untouched})
          </Button>
        </div>
      )}
    </Flex>
  );
}

/** Neither in scope nor in any trouble. */
function isUntouched(node: PlanNodeView): boolean {
  return !node.inScope && node.action === 'unchanged' && node.problems.length === 0;
}

function rowKey(node: PlanNodeView): string {
  return `${node.node}/${node.incarnation}/${node.action}`;
}

function definitionWords(node: PlanNodeView): string {
  if (!node.definition) {
    return '–';
  }
  const now = `${node.definition} v${node.definitionVersion}`;
  const changed =
    node.previousDefinition !== undefined &&
    (node.previousDefinition !== node.definition ||
      node.previousDefinitionVersion !== node.definitionVersion);
  return changed ? `${node.previousDefinition} v${node.previousDefinitionVersion} → ${now}` : now;
}
