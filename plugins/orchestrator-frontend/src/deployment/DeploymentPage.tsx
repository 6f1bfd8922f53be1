import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, CardHeader, Container, Flex, Link, Text } from '@backstage/ui';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useParams } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { useLive } from '../live/useLive';
import { PlanTable } from '../plan/PlanTable';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { personName } from '../status/personName';
import { RelativeTime } from '../status/RelativeTime';
import { StatusBadge } from '../status/StatusBadge';
import { DeploymentActions } from './DeploymentActions';
import { DeploymentLog } from './DeploymentLog';
import { PhaseTimeline } from './PhaseTimeline';
import { phasesOf } from './phases';

/** One deployment on one screen: who and what, the four phases, the plan with each node's progress, the log. */
export function DeploymentPage() {
  const { uid = '' } = useParams();
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const { value, error, loading, refresh } = useLive(
    `deployment/${uid}`,
    async signal => {
      const deployment = await api.getDeployment(uid, { signal });
      const [nodes, plan] = await Promise.all([
        api.listDeploymentNodes(uid, { signal }),
        deployment.planHash ? api.getPlan(uid, { signal }) : undefined,
      ]);
      return { deployment, nodes: nodes.items, plan };
    },
    { isFinal: ({ deployment }) => isFinal(deployment.status), interval: 1500 },
  );

  if (loading) {
    return <Progress />;
  }
  if (!value) {
    return (
      <Container py="4">
        <ErrorAlert title="This deployment cannot be shown" error={error!} />
      </Container>
    );
  }
  const { deployment, nodes, plan } = value;
  const environmentPath = paths.environment(deployment.application, deployment.environment);
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Flex justify="between" align="start">
          <div>
            <Text as="h2" variant="title-medium">
              Deployment #{deployment.number} of{' '}
              {environmentPath ? (
                <Link href={environmentPath} variant="title-medium">
                  {deployment.application} in {deployment.environment}
                </Link>
              ) : (
                `${deployment.application} in ${deployment.environment}`
              )}
            </Text>
            <Flex gap="3" align="center">
              <StatusBadge status={deployment.status} />
              <Text variant="body-small" color="secondary">
                {deployment.planOnly ? 'plan only, ' : ''}
                {deployment.kind} by {personName(deployment.requestedBy)},{' '}
                <RelativeTime at={deployment.createdAt} />
                {deployment.comment ? ` — ${deployment.comment}` : ''}
              </Text>
            </Flex>
          </div>
          <DeploymentActions deployment={deployment} onChange={refresh} />
        </Flex>
        {error && <ErrorAlert title="The newest state cannot be read right now" error={error} />}
        {deployment.error && (
          <Alert
            status="danger"
            icon
            title="Why it did not succeed"
            description={deployment.error}
          />
        )}
        <PhaseTimeline phases={phasesOf(deployment, nodes)} />
        <Card>
          <CardHeader>
            <Text as="h3" variant="title-x-small">
              Plan
            </Text>
          </CardHeader>
          <CardBody>
            {plan ? (
              <PlanTable plan={plan} progress={deployment.planOnly ? undefined : nodes} />
            ) : (
              <Text color="secondary">There is no plan yet.</Text>
            )}
          </CardBody>
        </Card>
        <DeploymentLog uid={uid} />
      </Flex>
    </Container>
  );
}
