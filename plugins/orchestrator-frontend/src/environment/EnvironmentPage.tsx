import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Container, Flex, Text } from '@backstage/ui';
import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useParams } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { DeploymentList } from '../deployment/DeploymentList';
import { EnvironmentActions } from '../lifecycle/EnvironmentActions';
import { GateBanner } from '../lifecycle/GateBanner';
import { useLive } from '../live/useLive';
import { ErrorAlert } from '../status/ErrorAlert';
import { ResourceActions } from './ResourceActions';
import { ResourceTable } from './ResourceTable';

const RECENT = 20;

/** One environment: what exists in it, and what was deployed to it. */
export function EnvironmentPage() {
  const { application = '', environment = '' } = useParams();
  const api = useApi(platformOrchestratorApiRef);
  const { value, error, loading, refresh } = useLive(
    `environment/${application}/${environment}`,
    async signal => {
      const [record, resources, deployments] = await Promise.all([
        api.getEnvironment(application, environment, { signal }),
        api.listActiveResources({ application, environment, limit: 200 }, { signal }),
        api.listDeployments(application, { environment, limit: RECENT }, { signal }),
      ]);
      return { record, resources, deployments: deployments.items };
    },
  );
  if (loading) {
    return <Progress />;
  }
  if (!value) {
    return (
      <Container py="4">
        <ErrorAlert title="This environment cannot be shown" error={error!} />
      </Container>
    );
  }
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Flex justify="between" align="start">
          <div>
            <Text as="h2" variant="title-medium">
              {application} in {environment}
            </Text>
            <Text as="p" color="secondary">
              {value.record.type}, {value.record.status},{' '}
              {value.record.workloads.length > 0
                ? `runs ${value.record.workloads.join(', ')}`
                : 'runs nothing yet'}
            </Text>
          </div>
          <EnvironmentActions environment={value.record} onChange={refresh} />
        </Flex>
        <GateBanner environment={value.record} onChange={refresh} />
        {error && <ErrorAlert title="The newest state cannot be read right now" error={error} />}
        <Card>
          <CardHeader>
            <Text as="h3" variant="title-x-small">
              Active resources
            </Text>
          </CardHeader>
          <CardBody>
            <ResourceTable
              resources={value.resources.items}
              actionsOf={
                value.resources.items.some(needsDecision)
                  ? resource => <ResourceActions resource={resource} onChange={refresh} />
                  : undefined
              }
            />
            {value.resources.nextCursor && (
              <Text color="secondary">
                Only the first {value.resources.items.length} are shown.
              </Text>
            )}
          </CardBody>
        </Card>
        <Card>
          <CardHeader>
            <Text as="h3" variant="title-x-small">
              Deployments
            </Text>
          </CardHeader>
          <CardBody>
            <DeploymentList deployments={value.deployments} showEnvironment={false} />
          </CardBody>
        </Card>
      </Flex>
    </Container>
  );
}

/** Whether a person can decide something about it. */
function needsDecision({ presence, role }: ActiveResource): boolean {
  return presence === 'unknown' || role !== 'current';
}
