import { Text } from '@backstage/ui';
import type {
  EnvironmentImpact,
  ImpactNode,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { Differences } from '../../plan/Differences';
import styles from './impact.module.css';
import { actionWords, definitionWords, rolloutWords } from './impactWords';

/** What a change would do in one environment; opens by itself where something would be taken away. */
export function EnvironmentImpactView(props: { impact: EnvironmentImpact }) {
  const { impact } = props;
  const {
    application,
    environment,
    environmentType,
    result,
    reason,
    rollouts = [],
    nodes,
  } = impact;
  const title = (
    <>
      <Text weight="bold">
        {application} in {environment}
      </Text>{' '}
      <span className={styles.muted}>({environmentType})</span>
    </>
  );
  const words = rolloutWords(rollouts);
  if (nodes.length === 0) {
    return (
      <div className={result === 'unaffected' ? undefined : styles.environment}>
        {title}{' '}
        <span className={styles.muted}>
          {reason}
          {words && ` ${words}`}
        </span>
      </div>
    );
  }
  const isDestructive = nodes.some(node => node.destructive);
  return (
    <details
      className={styles.environment}
      data-destructive={isDestructive}
      open={isDestructive || undefined}
    >
      <summary>
        {title}{' '}
        <span className={styles.muted}>
          {nodes.length} {nodes.length === 1 ? 'node' : 'nodes'}
        </span>
      </summary>
      {words && <div className={styles.muted}>{words}</div>}
      {nodes.map(node => (
        <ImpactNodeView key={node.node} node={node} />
      ))}
    </details>
  );
}

function ImpactNodeView(props: { node: ImpactNode }) {
  const { node } = props;
  return (
    <div className={styles.node}>
      <code>{node.node}</code> <Text weight="bold">{actionWords(node)}</Text>
      {flagsOf(node).map(flag => (
        <span key={flag} className={styles.flag}>
          {flag}
        </span>
      ))}
      <div className={styles.muted}>
        {definitionWords(node)}. {node.reason}
        {node.knownAfter && ' Some inputs are known only when other nodes have been made.'}
      </div>
      <Differences differences={node.differences} />
    </div>
  );
}

function flagsOf(node: ImpactNode): string[] {
  return [
    ...(node.replaces ? ['replaces'] : []),
    ...(node.destroys ? ['destroys'] : []),
    ...(node.action === 'blocked' ? ['blocked'] : []),
    ...(node.destructive && node.stateful ? ['holds data'] : []),
  ];
}
