import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type {
  CloneEnvironmentRequest,
  Environment,
  PlanView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { PlanTable, planIsRefused } from '../plan/PlanTable';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { platformOrchestratorTranslationRef } from '../translation';
import { EnvironmentForm, toRequest } from './EnvironmentForm';

/** Where the clone stands; a change of the form begins anew. */
interface CloneState {
  busy?: 'planning' | 'submitting';
  /** What was planned: exactly this is made. */
  planned?: { plan: PlanView; request: CloneEnvironmentRequest };
  error?: Error;
}

/**
 * Makes an environment with what is wanted in another one, once the plan of it has been seen, and goes to the page of its
 * first deployment.
 */
export function CloneDialog(props: { environment: Environment; onClose: () => void }) {
  const { environment, onClose } = props;
  const { application, workloads } = environment;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [form, setForm] = useState({ name: '', type: environment.type, expiresIn: '' });
  const [{ busy, planned, error }, setState] = useState<CloneState>({});
  const round = useRef(0);
  const navigate = useNavigate();
  const paths = usePaths();

  const plan = async () => {
    round.current += 1;
    const mine = round.current;
    const set = (next: CloneState) => mine === round.current && setState(next);
    set({ busy: 'planning' });
    const request = toRequest(form);
    try {
      const found = await api.planClone(application, environment.name, request);
      set({ planned: { plan: found, request } });
    } catch (caught) {
      set({ error: toError(caught) });
    }
  };
  const clone = async () => {
    if (!planned) {
      return;
    }
    setState({ planned, busy: 'submitting' });
    const { request } = planned;
    try {
      const { uid } = await api.cloneEnvironment(application, environment.name, request);
      onClose();
      const path = paths.deployment(uid);
      if (path) {
        navigate(path);
      }
    } catch (caught) {
      setState({ planned, error: toError(caught) });
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={960}>
      <DialogHeader>{t('lifecycle.cloneTitle', { environment: environment.name })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>{t('lifecycle.cloneHelp', { workloads: workloads.join(', ') })}</Text>
          <EnvironmentForm
            value={form}
            onChange={next => {
              round.current += 1; // what is being planned is not asked for any more
              setForm(next);
              setState({});
            }}
          />
          {busy === 'planning' && <Alert status="info" isPending title={t('lifecycle.planning')} />}
          {error && <ErrorAlert title={t('actions.refused')} error={error} />}
          {planned && (
            <>
              <Text as="h3" variant="title-x-small">
                {t('lifecycle.whatHappens')}
              </Text>
              <PlanTable plan={planned.plan} />
            </>
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          {t('actions.close')}
        </Button>
        <Button
          variant={planned ? 'secondary' : 'primary'}
          isDisabled={form.name === '' || busy !== undefined}
          onPress={plan}
        >
          {planned ? t('lifecycle.planAgain') : t('lifecycle.showPlan')}
        </Button>
        <Button
          isDisabled={!planned || planIsRefused(planned.plan) || busy !== undefined}
          isPending={busy === 'submitting'}
          onPress={clone}
        >
          {t('lifecycle.cloneConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function toError(caught: unknown): Error {
  return caught instanceof Error ? caught : new Error(String(caught));
}
