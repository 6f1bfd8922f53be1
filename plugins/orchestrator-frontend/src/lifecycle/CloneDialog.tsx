import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { platformOrchestratorTranslationRef } from '../translation';

/** Makes an environment with what is wanted in another one, and goes to the page of its first deployment. */
export function CloneDialog(props: { environment: Environment; onClose: () => void }) {
  const { environment, onClose } = props;
  const { application, workloads } = environment;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const types = useAsync(() => api.listEnvironmentTypes(), [api]);
  const [name, setName] = useState('');
  const [type, setType] = useState(environment.type);
  const [expiresIn, setExpiresIn] = useState('');
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const paths = usePaths();
  const isPreview = types.value?.items.find(each => each.name === type)?.preview ?? false;

  const clone = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { uid } = await api.cloneEnvironment(application, environment.name, {
        ...{ name, type },
        ...(isPreview && expiresIn !== '' && { expiresIn }),
      });
      onClose();
      const path = paths.deployment(uid);
      if (path) {
        navigate(path);
      }
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
      setBusy(false);
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>{t('lifecycle.cloneTitle', { environment: environment.name })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{t('lifecycle.cloneHelp', { workloads: workloads.join(', ') })}</Text>
          <TextField label={t('lifecycle.cloneName')} value={name} onChange={setName} />
          <Select
            label={t('lifecycle.cloneType')}
            options={(types.value?.items ?? []).map(item => ({
              value: item.name,
              label: item.title ?? item.name,
            }))}
            value={type}
            onChange={key => key !== null && setType(String(key))}
          />
          {isPreview && (
            <TextField
              label={t('lifecycle.cloneLifetime')}
              description={t('lifecycle.cloneLifetimeHelp')}
              value={expiresIn}
              onChange={setExpiresIn}
            />
          )}
          {types.error && <ErrorAlert title={t('actions.refused')} error={types.error} />}
          {error && <ErrorAlert title={t('actions.refused')} error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          {t('actions.close')}
        </Button>
        <Button isDisabled={name === '' || busy} onPress={clone}>
          {t('lifecycle.cloneConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
