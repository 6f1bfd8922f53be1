import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Environment,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import type { DeployableComponent } from '../deploy/DeployableComponent';
import styles from '../plan/plan.module.css';
import { WorkloadSummary } from '../status/WorkloadSummary';
import { platformOrchestratorTranslationRef } from '../translation';
import { EnvironmentHeading } from './EnvironmentHeading';
import { PreviewsHeading } from './PreviewsHeading';

/**
 * All workloads by all environments, columns in promotion order: what runs where in one glance. What deletes itself is
 * folded into one column with its time to live, and opens into columns behind it.
 */
export function EnvironmentMatrix(props: {
  application: string;
  environments: Environment[];
  statuses: WorkloadStatus[];
  components: DeployableComponent[];
  onDeployed: () => void;
}) {
  const { environments, statuses, components } = props;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [unfolded, setUnfolded] = useState(false);
  if (environments.length === 0) {
    return <Text color="secondary">{t('matrix.empty')}</Text>;
  }
  const previews = environments.filter(({ expiresAt }) => expiresAt !== undefined);
  const lasting = environments.filter(({ expiresAt }) => expiresAt === undefined);
  const opened = unfolded ? previews : [];
  const workloads = [
    ...new Set([
      ...components.map(({ workload }) => workload),
      ...statuses.map(({ workload }) => workload),
    ]),
  ].sort();
  const statusOf = (workload: string, { name }: Environment) =>
    statuses.find(status => status.workload === workload && status.environment === name);
  const headingOf = (environment: Environment) => (
    <th key={environment.uid}>
      <EnvironmentHeading {...props} environment={environment} />
    </th>
  );
  const cellOf = (workload: string, environment: Environment) => (
    <td key={environment.uid}>
      <WorkloadSummary status={statusOf(workload, environment)} />
    </td>
  );
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('matrix.label')}>
        <thead>
          <tr>
            <th>{t('matrix.workload')}</th>
            {lasting.map(headingOf)}
            {previews.length > 0 && (
              <th>
                <PreviewsHeading
                  previews={previews}
                  unfolded={unfolded}
                  onToggle={() => setUnfolded(!unfolded)}
                />
              </th>
            )}
            {opened.map(headingOf)}
          </tr>
        </thead>
        <tbody>
          {workloads.map(workload => (
            <tr key={workload}>
              <td>
                <Text weight="bold">{workload}</Text>
              </td>
              {lasting.map(environment => cellOf(workload, environment))}
              {previews.length > 0 && (
                <td>
                  <Text color="secondary">
                    {t('matrix.inPreviews', {
                      some: String(previews.filter(each => statusOf(workload, each)).length),
                      all: String(previews.length),
                    })}
                  </Text>
                </td>
              )}
              {opened.map(environment => cellOf(workload, environment))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
