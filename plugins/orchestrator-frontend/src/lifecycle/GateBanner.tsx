import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { GuardedButton } from '../permissions/GuardedButton';
import { ErrorAlert } from '../status/ErrorAlert';
import { personName } from '../status/personName';
import { RelativeTime } from '../status/RelativeTime';
import { platformOrchestratorTranslationRef } from '../translation';
import { ExtendButton } from './ExtendButton';

/** Who keeps deployments out of an environment, what rollbacks hold, and when it ends; with the way out of it. */
export function GateBanner(props: { environment: Environment; onChange: () => void }) {
  const { environment, onChange } = props;
  const { name, uid, application, pause, holds = [], expiresAt } = environment;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [error, setError] = useState<Error>();
  const run = async (action: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await action();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
    onChange();
  };
  return (
    <Flex direction="column" gap="2">
      {pause && (
        <Flex gap="3" align="center">
          <Alert
            status="warning"
            icon
            title={t('lifecycle.paused', { person: personName(pause.by), reason: pause.reason })}
            description={pause.refuses ? t('lifecycle.refuses') : t('lifecycle.waits')}
          />
          <GuardedButton
            permission={environmentPermissions.unlock}
            resourceRef={uid}
            action={`resume ${name}`}
            label={t('lifecycle.resume')}
            onPress={() => run(() => api.resumeEnvironment(application, name))}
          />
        </Flex>
      )}
      {holds.map(({ deployment, workloads, by }) => (
        <Flex key={deployment.uid} gap="3" align="center">
          <Alert
            status="info"
            icon
            title={t('lifecycle.held', {
              workloads: workloads.join(', '),
              number: String(deployment.number),
              person: personName(by),
            })}
          />
          <GuardedButton
            permission={environmentPermissions.deploy}
            resourceRef={uid}
            action={`deploy to ${name}`}
            label={t('lifecycle.release')}
            ariaLabel={t('lifecycle.releaseName', { workloads: workloads.join(', ') })}
            onPress={() =>
              run(() => api.releaseHolds(application, name, { deployment: deployment.uid }))
            }
          />
        </Flex>
      ))}
      {expiresAt && (
        <Flex gap="3" align="center">
          <Text color="secondary">
            {t('lifecycle.expires')} <RelativeTime at={expiresAt} />
          </Text>
          <ExtendButton environment={environment} onChange={onChange} />
        </Flex>
      )}
      {error && <ErrorAlert title={t('actions.refused')} error={error} />}
    </Flex>
  );
}
