import { Flex, Link, Text } from '@backstage/ui';
import type { WorkloadStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { usePaths } from '../routing/usePaths';
import { personName } from './personName';
import { RelativeTime } from './RelativeTime';
import { StatusBadge } from './StatusBadge';

const RESOURCE_SYMBOLS = { ok: '●', failed: '✕', pending: '○' } as const;

/** What runs of one workload in one environment, in a few lines. */
export function WorkloadSummary(props: { status?: WorkloadStatus; showResources?: boolean }) {
  const { status, showResources = false } = props;
  const paths = usePaths();
  const deployment = status?.lastDeployment;
  if (!status || !deployment) {
    return <Text color="secondary">Not deployed</Text>;
  }
  const path = paths.deployment(deployment.uid);
  const images = Object.values(status.images).map(shortImage).join(', ');
  return (
    <Flex direction="column" gap="1">
      <Text weight="bold">{images || '–'}</Text>
      <Flex gap="2" align="center">
        <StatusBadge status={deployment.status} />
        {path ? <Link href={path}>#{deployment.number}</Link> : `#${deployment.number}`}
      </Flex>
      <Text variant="body-small" color="secondary">
        <RelativeTime at={deployment.finishedAt ?? deployment.createdAt} />,{' '}
        {personName(deployment.requestedBy)}
        {status.readiness !== 'not-checked' && `, ${status.readiness}`}
      </Text>
      {showResources && status.resources.length > 0 && (
        <Text variant="body-small">
          {status.resources
            .map(
              resource =>
                `${resourceLabel(resource.id, status.workload)} ${RESOURCE_SYMBOLS[resource.status]}`,
            )
            .join('  ')}
        </Text>
      )}
    </Flex>
  );
}

/** The key of a private resource, the id of a shared one. */
function resourceLabel(id: string, workload: string): string {
  return id.startsWith(`${workload}.`) ? id.slice(workload.length + 1) : id;
}

/** The last part of an image's name with its tag: `shop/web:1.2` → `web:1.2`. */
function shortImage(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1);
}
