import { Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, CardHeader, Container, Flex, Link, Text } from '@backstage/ui';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useParams } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { useLive } from '../live/useLive';
import { PlanTable } from '../plan/PlanTable';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { MaybeLink } from '../status/MaybeLink';
import { personName } from '../status/personName';
import { RelativeTime } from '../status/RelativeTime';
import { StatusBadge } from '../status/StatusBadge';
import { platformOrchestratorTranslationRef } from '../translation';
import { DeploymentActions } from './DeploymentActions';
import { DeploymentLog } from './DeploymentLog';
import { PhaseTimeline } from './PhaseTimeline';
import { phasesOf } from './phases';
import { SinceApproval } from './SinceApproval';

/** One deployment on one screen: who and what, the four phases, the plan with each node's progress, the log. */
export function DeploymentPage() {
  const { uid = '' } = useParams();
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
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
                {deployment.submittedBy &&
                  ` ${t('deployment.through', { service: deployment.submittedBy })}`}
                {deployment.comment ? ` — ${deployment.comment}` : ''}
              </Text>
            </Flex>
            {deployment.rollbackTo && (
              <MaybeLink to={paths.deployment(deployment.rollbackTo.uid)}>
                {t('deployment.rollbackTo', { number: String(deployment.rollbackTo.number) })}
              </MaybeLink>
            )}
            {deployment.from && (
              <MaybeLink to={paths.environment(deployment.application, deployment.from)}>
                {t('deployment.from', { environment: deployment.from })}
              </MaybeLink>
            )}
            {deployment.retryOf && (
              <MaybeLink to={paths.deployment(deployment.retryOf.uid)}>
                {t('deployment.retryOf', { number: String(deployment.retryOf.number) })}
              </MaybeLink>
            )}
            {deployment.supersededBy && (
              <MaybeLink to={paths.deployment(deployment.supersededBy.uid)}>
                {t('deployment.supersededBy', { number: String(deployment.supersededBy.number) })}
              </MaybeLink>
            )}
          </div>
          <DeploymentActions deployment={deployment} onChange={refresh} />
        </Flex>
        {error && <ErrorAlert title="The newest state cannot be read right now" error={error} />}
        {deployment.error && (
          <Alert
            status={deployment.status === 'failed' ? 'danger' : 'warning'}
            icon
            title={
              deployment.status === 'needs-attention'
                ? t('deployment.needsAttention')
                : t('deployment.failed')
            }
            description={deployment.error}
          />
        )}
        {deployment.status === 'needs-attention' && (
          <MaybeLink to={environmentPath}>{t('deployment.openEnvironment')}</MaybeLink>
        )}
        {(deployment.warnings ?? []).map(warning => (
          <Alert key={warning} status="warning" icon title={warning} />
        ))}
        <PhaseTimeline phases={phasesOf(deployment, nodes)} />
        {plan?.sinceApproval && !isFinal(deployment.status) && (
          <SinceApproval since={plan.sinceApproval} />
        )}
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
