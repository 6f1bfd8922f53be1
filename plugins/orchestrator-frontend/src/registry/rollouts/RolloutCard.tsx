import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type {
  RolloutEnvironmentView,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { usePaths } from '../../routing/usePaths';
import { MaybeLink } from '../../status/MaybeLink';
import { personName } from '../../status/personName';
import { RelativeTime } from '../../status/RelativeTime';
import { StatusBadge } from '../../status/StatusBadge';
import styles from '../registry.module.css';
import { isUnfinished, RolloutActions } from './RolloutActions';

/** One rollout: how far it is, wave by wave and environment by environment, and what can be done with it. */
export function RolloutCard(props: { rollout: RolloutView; onChange: () => void }) {
  const { onChange } = props;
  const { uid } = props.rollout;
  const api = useApi(platformOrchestratorApiRef);
  const live = useLive(`rollout/${uid}`, signal => api.getRollout(uid, { signal }), {
    isFinal: rollout => !isUnfinished(rollout),
  });
  const rollout = live.value ?? props.rollout;
  const { version, status, startedBy, createdAt, reason, changed } = rollout;
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center">
          <Flex gap="3" align="center">
            <Text as="h3" variant="title-x-small">
              Version {version}
            </Text>
            <StatusBadge status={status} />
          </Flex>
          <RolloutActions
            rollout={rollout}
            onChange={() => {
              live.refresh();
              onChange();
            }}
          />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <Text variant="body-small" color="secondary">
            Started by {personName(startedBy)}, <RelativeTime at={createdAt} />
            {reason && `: ${reason}`}. {summaryWords(rollout)}
          </Text>
          {changed?.reason && (
            <Alert
              status={status === 'paused' ? 'warning' : 'info'}
              icon
              title={`${changed.by ? personName(changed.by) : 'The rollout itself'}: ${changed.reason}`}
            />
          )}
          <div aria-label="Waves">
            {rollout.waves.map((types, index) => (
              <span key={types.join()} className={styles.chip}>
                {index + 1 === rollout.wave && isUnfinished(rollout) ? '▸ ' : ''}
                {index + 1}: {types.join(', ')}
              </span>
            ))}
          </div>
          <LiveView live={live} errorTitle="How far it is cannot be shown">
            {({ environments = [] }) =>
              environments.length > 0 ? (
                <EnvironmentTable environments={environments} />
              ) : (
                <Text color="secondary">
                  No environment that you may see has anything of the definition.
                </Text>
              )
            }
          </LiveView>
        </Flex>
      </CardBody>
    </Card>
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

function summaryWords({ summary }: RolloutView): string {
  const parts = Object.entries(summary).map(([status, number]) => `${number} ${status}`);
  return parts.length > 0 ? `Environments: ${parts.join(', ')}.` : '';
}
