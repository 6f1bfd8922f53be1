import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Alert,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Grid,
  Link,
  Text,
} from '@backstage/ui';
import {
  SCORE_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Environment,
  WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { DeployButton } from '../deploy/DeployButton';
import { DeploymentList } from '../deployment/DeploymentList';
import { PromoteButton } from '../lifecycle/PromoteButton';
import { WaitsForYou } from '../deployment/WaitsForYou';
import { useLive } from '../live/useLive';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { WorkloadSummary } from '../status/WorkloadSummary';
import { applicationOf, workloadOf } from './annotations';

const RECENT = 10;

/** On a Component: what runs where, what was deployed last, and Deploy. */
export function DeploymentsTab() {
  const { entity } = useEntity();
  const application = applicationOf(entity);
  const workload = workloadOf(entity);
  if (!application || !workload) {
    return (
      <Alert
        status="info"
        icon
        title="This component is not bound to a workload"
        description={`Add the annotation ${WORKLOAD_ANNOTATION} to its catalog file.`}
      />
    );
  }
  const hasScoreFile = Boolean(entity.metadata.annotations?.[SCORE_ANNOTATION]);
  return (
    <WorkloadDeployments
      application={application}
      workload={workload}
      entityRef={stringifyEntityRef(entity)}
      hasScoreFile={hasScoreFile}
    />
  );
}

function WorkloadDeployments(props: {
  application: string;
  workload: string;
  entityRef: string;
  hasScoreFile: boolean;
}) {
  const { application, workload, entityRef, hasScoreFile } = props;
  const api = useApi(platformOrchestratorApiRef);
  const { value, error, loading, refresh } = useLive(
    `workload/${application}/${workload}`,
    async signal => {
      const [environments, statuses, deployments] = await Promise.all([
        api.listEnvironments(application, { signal }),
        api.listWorkloadStatuses(application, { workload }, { signal }),
        api.listDeployments(application, { workload, limit: RECENT }, { signal }),
      ]);
      return {
        environments: [...environments.items].sort((a, b) => a.order - b.order),
        statuses: statuses.items,
        deployments: deployments.items,
      };
    },
  );

  if (loading) {
    return <Progress />;
  }
  if (!value) {
    return <ErrorAlert title="The deployments cannot be shown" error={error!} />;
  }
  const components = hasScoreFile ? [{ entityRef, workload }] : [];
  return (
    <Flex direction="column" gap="4">
      {error && <ErrorAlert title="The newest state cannot be read right now" error={error} />}
      <WaitsForYou />
      {value.environments.length === 0 && (
        <Alert
          status="info"
          icon
          title={`The application ${application} has no environments yet`}
          description="Create one on the tab “Environments” of its system."
        />
      )}
      <Grid.Root columns={{ initial: '1', md: '3' }}>
        {value.environments.map(environment => (
          <EnvironmentCard
            key={environment.uid}
            application={application}
            environment={environment}
            status={value.statuses.find(status => status.environment === environment.name)}
            action={
              <Flex gap="2">
                <DeployButton
                  application={application}
                  environment={environment}
                  components={components}
                  onDeployed={refresh}
                />
                <PromoteButton
                  {...{ application, environment, workload, environments: value.environments }}
                />
              </Flex>
            }
          />
        ))}
      </Grid.Root>
      <Card>
        <CardHeader>
          <Text as="h3" variant="title-x-small">
            Recent deployments
          </Text>
        </CardHeader>
        <CardBody>
          <DeploymentList deployments={value.deployments} />
        </CardBody>
      </Card>
    </Flex>
  );
}

function EnvironmentCard(props: {
  application: string;
  environment: Environment;
  status?: WorkloadStatus;
  action: JSX.Element;
}) {
  const { application, environment, status, action } = props;
  const path = usePaths().environment(application, environment.name);
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center">
          <Text as="h3" variant="title-x-small">
            {path ? (
              <Link href={path} variant="title-x-small">
                {environment.name}
              </Link>
            ) : (
              environment.name
            )}
          </Text>
          <Text variant="body-small" color="secondary">
            {environment.type}
          </Text>
        </Flex>
      </CardHeader>
      <CardBody>
        <WorkloadSummary status={status} showResources />
      </CardBody>
      <CardFooter>{action}</CardFooter>
    </Card>
  );
}
