import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { Alert, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import {
  APPLICATION_ANNOTATION,
  SCORE_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { applicationOf, workloadOf } from '../component/annotations';
import type { DeployableComponent } from '../deploy/DeployableComponent';
import { DeploymentList } from '../deployment/DeploymentList';
import { WaitsForYou } from '../deployment/WaitsForYou';
import { useLive } from '../live/useLive';
import { ErrorAlert } from '../status/ErrorAlert';
import { CreateApplicationPanel } from './CreateApplicationPanel';
import { CreateEnvironmentButton } from './CreateEnvironmentButton';
import { DeleteApplicationButton } from './DeleteApplicationButton';
import { EnvironmentMatrix } from './EnvironmentMatrix';

const RECENT = 10;

/** On a System: all workloads by all environments, create an environment, deploy. */
export function EnvironmentsTab() {
  const { entity } = useEntity();
  const application = applicationOf(entity);
  if (!application) {
    return (
      <Alert
        status="info"
        icon
        title="This system is not bound to an application"
        description={`Add the annotation ${APPLICATION_ANNOTATION} to its catalog file.`}
      />
    );
  }
  return (
    <ApplicationEnvironments application={application} systemRef={stringifyEntityRef(entity)} />
  );
}

function ApplicationEnvironments(props: { application: string; systemRef: string }) {
  const { application, systemRef } = props;
  const api = useApi(platformOrchestratorApiRef);
  const components = useComponents(application);
  const { value, error, loading, refresh } = useLive(`application/${application}`, async signal => {
    const [environments, statuses, deployments] = await Promise.all([
      api.listEnvironments(application, { signal }),
      api.listWorkloadStatuses(application, {}, { signal }),
      api.listDeployments(application, { limit: RECENT }, { signal }),
    ]);
    return {
      environments: [...environments.items].sort(
        (a, b) => a.order - b.order || a.name.localeCompare(b.name),
      ),
      statuses: statuses.items,
      deployments: deployments.items,
    };
  });

  if (loading || components.loading) {
    return <Progress />;
  }
  if (!value) {
    return error?.name === 'NotFoundError' ||
      (error as { response?: { status?: number } }).response?.status === 404 ? (
      <CreateApplicationPanel application={application} systemRef={systemRef} onCreated={refresh} />
    ) : (
      <ErrorAlert title="The environments cannot be shown" error={error!} />
    );
  }
  return (
    <Flex direction="column" gap="4">
      {error && <ErrorAlert title="The newest state cannot be read right now" error={error} />}
      <WaitsForYou />
      {components.error && (
        <ErrorAlert title="The catalog cannot be read right now" error={components.error} />
      )}
      <Flex justify="between" align="center">
        <Text as="h2" variant="title-small">
          What runs where
        </Text>
        <Flex gap="2">
          <CreateEnvironmentButton application={application} onCreated={refresh} />
          {value.environments.length === 0 && (
            <DeleteApplicationButton application={application} onDeleted={refresh} />
          )}
        </Flex>
      </Flex>
      <EnvironmentMatrix
        application={application}
        environments={value.environments}
        statuses={value.statuses}
        components={components.value ?? []}
        onDeployed={refresh}
      />
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

/** The application's components that say where their Score file is. */
function useComponents(application: string) {
  const catalog = useApi(catalogApiRef);
  return useAsync(async (): Promise<DeployableComponent[]> => {
    const { items } = await catalog.getEntities({
      filter: {
        kind: 'Component',
        [`metadata.annotations.${APPLICATION_ANNOTATION}`]: application,
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
    });
    return items
      .filter(entity => entity.metadata.annotations?.[SCORE_ANNOTATION])
      .flatMap(entity => {
        const workload = workloadOf(entity);
        return workload ? [{ entityRef: stringifyEntityRef(entity), workload }] : [];
      })
      .sort((a, b) => a.workload.localeCompare(b.workload));
  }, [catalog, application]);
}
