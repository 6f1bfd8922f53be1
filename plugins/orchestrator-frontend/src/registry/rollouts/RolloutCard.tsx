import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { RolloutView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { useLive } from '../../live/useLive';
import { personName } from '../../status/personName';
import { RelativeTime } from '../../status/RelativeTime';
import { StatusBadge } from '../../status/StatusBadge';
import styles from '../registry.module.css';
import { isUnfinished, RolloutActions } from './RolloutActions';
import { RolloutEnvironments } from './RolloutEnvironments';

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
          <RolloutEnvironments uid={uid} isFinal={!isUnfinished(rollout)} />
        </Flex>
      </CardBody>
    </Card>
  );
}

function summaryWords({ summary }: RolloutView): string {
  const parts = Object.entries(summary).map(([status, number]) => `${number} ${status}`);
  return parts.length > 0 ? `Environments: ${parts.join(', ')}.` : '';
}
