import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ErrorAlert } from '../status/ErrorAlert';
import { platformOrchestratorTranslationRef } from '../translation';

/** Asks for a person's word about something before it is done; stays open with the sentence when that is refused. */
export function DecisionDialog(props: {
  title: string;
  /** What it means; may hold fields of its own. */
  children?: ReactNode;
  reason: { label: string; description?: string; required: boolean };
  confirm: { label: string; destructive?: boolean };
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { title, children, reason, confirm, onConfirm, onClose } = props;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [text, setText] = useState('');
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const decide = async () => {
    setBusy(true);
    try {
      await onConfirm(text.trim());
      onClose();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          {children}
          <TextField
            label={reason.label}
            description={reason.description}
            isRequired={reason.required}
            value={text}
            onChange={setText}
          />
          {error && <ErrorAlert title={t('actions.refused')} error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          {t('actions.close')}
        </Button>
        <Button
          destructive={confirm.destructive}
          isDisabled={busy || (reason.required && text.trim() === '')}
          onPress={decide}
        >
          {confirm.label}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
