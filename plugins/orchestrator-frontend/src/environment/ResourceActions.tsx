import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Radio, RadioGroup, Text } from '@backstage/ui';
import { ledgerPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  ActiveResource,
  ResolveResourceRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { DecisionDialog } from '../deployment/DecisionDialog';
import { GuardedButton } from '../permissions/GuardedButton';
import { usePaths } from '../routing/usePaths';
import { platformOrchestratorTranslationRef } from '../translation';

type Asked = 'resolve' | 'destroy' | 'keep';

/** What a person can decide about a resource: whether it exists, or what becomes of it once it was left behind. */
export function ResourceActions(props: { resource: ActiveResource; onChange: () => void }) {
  const { resource, onChange } = props;
  const { node, application, environment } = resource;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [asked, setAsked] = useState<Asked>();
  const resourceRef = `${application}/${environment}`;
  const onClose = () => setAsked(undefined);
  const isUnknown = resource.presence === 'unknown';
  const isLeftBehind = resource.role !== 'current' && !isUnknown;
  return (
    <Flex gap="1">
      {isUnknown && (
        <GuardedButton
          permission={ledgerPermissions.resolve}
          resourceRef={resourceRef}
          action={`resolve resources of ${environment}`}
          label={t('resource.resolve')}
          ariaLabel={t('resource.resolveName', { node })}
          onPress={() => setAsked('resolve')}
        />
      )}
      {isLeftBehind && (
        <GuardedButton
          permission={ledgerPermissions.destroy}
          resourceRef={resourceRef}
          action={`destroy resources of ${environment}`}
          label={t('resource.destroy')}
          ariaLabel={t('resource.destroyName', { node })}
          destructive
          onPress={() => setAsked('destroy')}
        />
      )}
      {isLeftBehind && resource.deletionPending && (
        <GuardedButton
          permission={ledgerPermissions.destroy}
          resourceRef={resourceRef}
          action={`decide about resources of ${environment}`}
          label={t('resource.keep')}
          ariaLabel={t('resource.keepName', { node })}
          onPress={() => setAsked('keep')}
        />
      )}
      {asked === 'resolve' && (
        <ResolveDialog resource={resource} onDone={onChange} onClose={onClose} />
      )}
      {(asked === 'destroy' || asked === 'keep') && (
        <LeftBehindDialog
          resource={resource}
          decision={asked}
          onDone={onChange}
          onClose={onClose}
        />
      )}
    </Flex>
  );
}

interface DialogProps {
  resource: ActiveResource;
  onDone: () => void;
  onClose: () => void;
}

function ResolveDialog({ resource, onDone, onClose }: DialogProps) {
  const { uid, node, externalId } = resource;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const api = useApi(platformOrchestratorApiRef);
  const [presence, setPresence] = useState<ResolveResourceRequest['presence']>('present');
  return (
    <DecisionDialog
      title={t('resource.resolveTitle', { node })}
      reason={{
        label: t('resource.reason'),
        description: t('resource.reasonHelp'),
        required: true,
      }}
      confirm={{ label: t('resource.save'), destructive: presence === 'absent' }}
      onConfirm={async reason => {
        await api.resolveResource(uid, { presence, reason });
        onDone();
      }}
      onClose={onClose}
    >
      <Text>
        {t('resource.resolveHelp')}
        {externalId && ` ${t('resource.externalId', { id: externalId })}`}
      </Text>
      <RadioGroup
        label={t('resource.presence')}
        value={presence}
        onChange={value => setPresence(value as ResolveResourceRequest['presence'])}
      >
        <Radio value="present">{t('resource.present')}</Radio>
        <Radio value="absent">{t('resource.absent')}</Radio>
      </RadioGroup>
    </DecisionDialog>
  );
}

function LeftBehindDialog(props: DialogProps & { decision: 'destroy' | 'keep' }) {
  const { resource, decision, onDone, onClose } = props;
  const { uid, node } = resource;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const api = useApi(platformOrchestratorApiRef);
  const navigate = useNavigate();
  const paths = usePaths();
  const isDestroy = decision === 'destroy';
  return (
    <DecisionDialog
      title={isDestroy ? t('resource.destroyTitle', { node }) : t('resource.keepTitle', { node })}
      reason={{ label: t('resource.why'), description: t('resource.reasonHelp'), required: true }}
      confirm={{
        label: isDestroy ? t('resource.destroyConfirm') : t('resource.keepConfirm'),
        destructive: isDestroy,
      }}
      onConfirm={async reason => {
        const { deployment } = await api.decideDestruction(uid, { decision, reason });
        onDone();
        const path = deployment && paths.deployment(deployment.uid);
        if (path) {
          navigate(path);
        }
      }}
      onClose={onClose}
    >
      <Text>{isDestroy ? t('resource.destroyHelp') : t('resource.keepHelp')}</Text>
    </DecisionDialog>
  );
}
