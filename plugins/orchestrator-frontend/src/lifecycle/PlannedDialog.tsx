import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { usePlanned, type Submit } from '../deploy/usePlanned';
import { PlanTable, planIsRefused } from '../plan/PlanTable';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { platformOrchestratorTranslationRef } from '../translation';

/**
 * Shows the plan of what is about to be submitted, and submits it once it has been seen; where it cannot be taken back, once
 * the name of what it is about has been typed. Then it goes to the page of the deployment.
 */
export function PlannedDialog(props: {
  title: string;
  /** What it means. */
  children?: ReactNode;
  confirm: { label: string; destructive?: boolean };
  /** Has to be typed before anything happens. */
  typedName?: string;
  submit: Submit;
  onClose: () => void;
}) {
  const { title, children, confirm, typedName, onClose } = props;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const { state, plan, submit } = usePlanned();
  const [comment, setComment] = useState('');
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const paths = usePaths();

  useEffect(() => {
    plan(props.submit);
    // What a dialog is about stays what it was when it was opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const isReady =
    state.plan !== undefined &&
    !planIsRefused(state.plan) &&
    state.failure === undefined &&
    state.busy === undefined &&
    (typedName === undefined || typed === typedName);
  const carryOut = async () => {
    const deployment = await submit({ ...(comment !== '' && { comment }) });
    if (deployment) {
      onClose();
      const path = paths.deployment(deployment.uid);
      if (path) {
        navigate(path);
      }
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={960}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {children}
          {state.busy === 'planning' && (
            <Alert status="info" isPending title={t('lifecycle.planning')} />
          )}
          {state.error && <ErrorAlert title={t('actions.refused')} error={state.error} />}
          {state.failure && (
            <Alert
              status="danger"
              icon
              title={t('lifecycle.planFailed')}
              description={state.failure}
            />
          )}
          {(state.warnings ?? []).map(warning => (
            <Alert key={warning} status="warning" icon title={warning} />
          ))}
          {state.plan && (
            <>
              <Text as="h3" variant="title-x-small">
                {t('lifecycle.whatHappens')}
              </Text>
              <PlanTable plan={state.plan} />
            </>
          )}
          <TextField label={t('verdict.comment')} value={comment} onChange={setComment} />
          {typedName !== undefined && (
            <TextField
              label={t('lifecycle.typeName', { name: typedName })}
              value={typed}
              onChange={setTyped}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          {t('actions.close')}
        </Button>
        <Button
          destructive={confirm.destructive}
          isDisabled={!isReady}
          isPending={state.busy === 'submitting'}
          onPress={carryOut}
        >
          {confirm.label}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
