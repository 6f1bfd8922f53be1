import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, Flex } from '@backstage/ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ErrorAlert } from './ErrorAlert';

/** A dialog that asks for something and does it; what the server refuses is shown where it was asked. */
export function FormDialog(props: {
  title: string;
  /** The button: `Create`. */
  submitLabel: string;
  /** Whether everything that is needed has been said. */
  isComplete: boolean;
  /** Above the refusal: `The pin was not set`. */
  errorTitle: string;
  children: ReactNode;
  /** Does it; what it throws is shown. Closing is its own business. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
}) {
  const { title, submitLabel, isComplete, errorTitle, children, onSubmit, onClose } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const submit = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          {children}
          {error && <ErrorAlert title={errorTitle} error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          Close
        </Button>
        <Button isDisabled={!isComplete || busy} isPending={busy} onPress={submit}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
