import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  RolloutEnvironmentStatus,
  RolloutEnvironmentView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { FilterSelect } from '../../lists/FilterSelect';
import { PageButtons } from '../../lists/PageButtons';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { usePaths } from '../../routing/usePaths';
import { MaybeLink } from '../../status/MaybeLink';
import { StatusBadge } from '../../status/StatusBadge';
import styles from '../registry.module.css';

const STATUSES: readonly RolloutEnvironmentStatus[] = [
  ...(['pending', 'running', 'succeeded', 'failed', 'skipped'] as const),
];
const LIMIT = 20;

/** How far a rollout is in each environment, page by page. */
export function RolloutEnvironments(props: { uid: string; isFinal: boolean }) {
  const { uid, isFinal } = props;
  const api = useApi(platformOrchestratorApiRef);
  const [status, setStatus] = useState<RolloutEnvironmentStatus>();
  const [cursor, setCursor] = useState<string>();
  const live = useLive(
    `rollout/${uid}/environments/${status ?? ''}/${cursor ?? ''}/${isFinal}`,
    signal => api.listRolloutEnvironments(uid, { status, cursor, limit: LIMIT }, { signal }),
    { isFinal: () => isFinal },
  );
  return (
    <>
      <div>
        <FilterSelect
          label="Environments"
          options={STATUSES}
          value={status}
          onChange={value => {
            setStatus(STATUSES.find(each => each === value));
            setCursor(undefined);
          }}
        />
      </div>
      <LiveView live={live} errorTitle="How far it is cannot be shown">
        {({ items, nextCursor }) => (
          <>
            {items.length > 0 ? (
              <EnvironmentTable environments={items} />
            ) : (
              <Text color="secondary">
                {status
                  ? `No environment that you may see is ${status}.`
                  : 'No environment that you may see has anything of the definition.'}
              </Text>
            )}
            <PageButtons
              noun="environments"
              isFirst={cursor === undefined}
              nextCursor={nextCursor}
              onGo={setCursor}
            />
          </>
        )}
      </LiveView>
    </>
  );
}

function EnvironmentTable(props: { environments: RolloutEnvironmentView[] }) {
  const paths = usePaths();
  return (
    <DataTable
      label="Environments of the rollout"
      items={props.environments}
      keyOf={({ environmentUid }) => environmentUid}
      columns={[
        { title: 'Wave', isNumber: true, cell: ({ wave }) => wave },
        {
          title: 'Environment',
          cell: ({ application, environment }) => (
            <MaybeLink to={paths.environment(application, environment)}>
              {application} in {environment}
            </MaybeLink>
          ),
        },
        {
          title: 'Status',
          cell: ({ status, reason }) => (
            <>
              <StatusBadge status={status} />
              {reason && <span className={styles.sub}>{reason}</span>}
            </>
          ),
        },
        {
          title: 'Deployment',
          cell: ({ deployment }) =>
            deployment ? (
              <>
                <MaybeLink to={paths.deployment(deployment.uid)}>#{deployment.number}</MaybeLink>{' '}
                <StatusBadge status={deployment.status} />
              </>
            ) : (
              '–'
            ),
        },
        {
          title: 'Nodes',
          cell: ({ nodes, pinned }) => (
            <>
              {nodes.map(node => (
                <code key={node} className={styles.chip}>
                  {node}
                </code>
              ))}
              {pinned.map(node => (
                <code key={node} className={styles.chip}>
                  {node} (pinned, stays)
                </code>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
