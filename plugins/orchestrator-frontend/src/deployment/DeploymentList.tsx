import { Link, Text } from '@backstage/ui';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import styles from '../plan/plan.module.css';
import { usePaths } from '../routing/usePaths';
import { personName } from '../status/personName';
import { RelativeTime } from '../status/RelativeTime';
import { StatusBadge } from '../status/StatusBadge';

/** Deployments, newest first, each a link to its page. */
export function DeploymentList(props: {
  deployments: Deployment[];
  showEnvironment?: boolean;
  /** Whether they are of several applications. Default false. */
  showApplication?: boolean;
}) {
  const { deployments, showEnvironment = true, showApplication = false } = props;
  const paths = usePaths();
  if (deployments.length === 0) {
    return <Text color="secondary">Nothing has been deployed yet. Press “Deploy…” to begin.</Text>;
  }
  return (
    <table className={styles.table} aria-label="Deployments">
      <thead>
        <tr>
          <th>Deployment</th>
          {showEnvironment && <th>Environment</th>}
          <th>Status</th>
          <th>Workloads</th>
          <th>Changes</th>
          <th>By</th>
          <th>When</th>
        </tr>
      </thead>
      <tbody>
        {deployments.map(deployment => {
          const path = paths.deployment(deployment.uid);
          const title = `#${deployment.number}${deployment.planOnly ? ' (plan)' : ''}`;
          return (
            <tr key={deployment.uid}>
              <td>{path ? <Link href={path}>{title}</Link> : title}</td>
              {showEnvironment && (
                <td>
                  {showApplication ? `${deployment.application} in ` : ''}
                  {deployment.environment}
                </td>
              )}
              <td>
                <StatusBadge status={deployment.status} />
              </td>
              <td>
                {deployment.workloads
                  .map(name => (deployment.removed.includes(name) ? `−${name}` : name))
                  .join(', ')}
              </td>
              <td>
                {Object.entries(deployment.summary ?? {})
                  .filter(([action, count]) => action !== 'unchanged' && count)
                  .map(([action, count]) => `${count} ${action}`)
                  .join(', ') || '–'}
              </td>
              <td>{personName(deployment.requestedBy)}</td>
              <td>
                <RelativeTime at={deployment.createdAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
