import { Flex, Text } from '@backstage/ui';
import type {
  DeploymentNode,
  PlanNodeView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { formatProblem } from '@tutti/score';
import { Differences } from './Differences';
import { MatchDetails } from './MatchDetails';
import styles from './plan.module.css';
import { showValue } from './showValue';

/** All that a plan knows of one node: error, reason, differences, why it matched, inputs. */
export function NodeDetails(props: { node: PlanNodeView; progress?: DeploymentNode }) {
  const { node, progress } = props;
  return (
    <Flex direction="column" gap="3">
      {progress?.error && <p className={styles.error}>{progress.error}</p>}
      {node.problems.map(problem => (
        <p key={formatProblem(problem)} className={styles.error}>
          {formatProblem(problem)}
        </p>
      ))}
      {node.differences.length > 0 && (
        <section>
          <Text weight="bold" variant="body-small">
            Differences
          </Text>
          <Differences differences={node.differences} />
        </section>
      )}
      {node.match && (
        <section>
          <Text weight="bold" variant="body-small">
            Why this definition
          </Text>
          <MatchDetails explanation={node.match} />
        </section>
      )}
      <section>
        <Text weight="bold" variant="body-small">
          Inputs
        </Text>
        <pre className={styles.code}>{showValue(node.inputs)}</pre>
      </section>
      {node.dependsOn.length > 0 && (
        <Text variant="body-small" color="secondary">
          Made after {node.dependsOn.join(', ')}
        </Text>
      )}
    </Flex>
  );
}
