import { Link, Text } from '@backstage/ui';
import type {
  Environment,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { DeployButton } from '../deploy/DeployButton';
import type { DeployableComponent } from '../deploy/DeployableComponent';
import { PromoteButton } from '../lifecycle/PromoteButton';
import styles from '../plan/plan.module.css';
import { usePaths } from '../routing/usePaths';
import { WorkloadSummary } from '../status/WorkloadSummary';

/** All workloads by all environments, columns in promotion order: what runs where in one glance. */
export function EnvironmentMatrix(props: {
  application: string;
  environments: Environment[];
  statuses: WorkloadStatus[];
  components: DeployableComponent[];
  onDeployed: () => void;
}) {
  const { application, environments, statuses, components, onDeployed } = props;
  const paths = usePaths();
  if (environments.length === 0) {
    return <Text color="secondary">There are no environments yet. Create the first one.</Text>;
  }
  const workloads = [
    ...new Set([
      ...components.map(({ workload }) => workload),
      ...statuses.map(({ workload }) => workload),
    ]),
  ].sort();
  return (
    <table className={styles.table} aria-label="Workloads by environments">
      <thead>
        <tr>
          <th>Workload</th>
          {environments.map(environment => {
            const path = paths.environment(application, environment.name);
            return (
              <th key={environment.uid}>
                {path ? <Link href={path}>{environment.name}</Link> : environment.name}{' '}
                <Text variant="body-small" color="secondary">
                  {environment.type}
                </Text>
                <div>
                  <DeployButton
                    application={application}
                    environment={environment}
                    components={components}
                    onDeployed={onDeployed}
                  />
                  <PromoteButton {...{ application, environment, environments }} />
                </div>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {workloads.map(workload => (
          <tr key={workload}>
            <td>
              <Text weight="bold">{workload}</Text>
            </td>
            {environments.map(environment => (
              <td key={environment.uid}>
                <WorkloadSummary
                  status={statuses.find(
                    status =>
                      status.workload === workload && status.environment === environment.name,
                  )}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
