import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import type { DefinitionVersionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { ErrorAlert } from '../../status/ErrorAlert';
import { ChangeDialog } from '../impact/ChangeDialog';
import type { VersionAction } from './versionActions';

/** What a status means for those who use the definition, by the status that a version would get. */
const MEANINGS = {
  proposed: 'It can be promoted again. Nothing changes by that alone.',
  defective:
    'It takes no part in matching any more. What exists keeps it until it is deployed with another one.',
  archived: 'It is put away. What exists keeps it.',
} as const;
const VERBS = { proposed: 'Restore', defective: 'Mark as defective', archived: 'Archive' } as const;

/** Promotes a version or gives it another status, and says before what that means. */
export function VersionDialog(props: {
  version: DefinitionVersionView;
  action: VersionAction['id'];
  onDone: () => void;
  onClose: () => void;
}) {
  const { version, action, onDone, onClose } = props;
  const { definition, version: number, criteriaInForce } = version;
  const api = useApi(platformOrchestratorApiRef);
  if (action !== 'promote') {
    return <StatusDialog version={version} status={action} onDone={onDone} onClose={onClose} />;
  }
  const versions = [{ definition, version: number }];
  return (
    <ChangeDialog
      title={`Promote version ${number} of ${definition}?${criteriaInForce ? '' : ' Its criteria come into force with it.'}`}
      confirmLabel="Promote"
      change={{ promote: versions }}
      asksReason
      onConfirm={async confirmed => {
        await api.promoteVersions({ versions, ...confirmed });
        onDone();
      }}
      onClose={onClose}
    />
  );
}

function StatusDialog(props: {
  version: DefinitionVersionView;
  status: keyof typeof MEANINGS;
  onDone: () => void;
  onClose: () => void;
}) {
  const { version, status, onDone, onClose } = props;
  const { definition, version: number, usage } = version;
  const api = useApi(platformOrchestratorApiRef);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<Error>();
  const change = async () => {
    try {
      await api.changeVersionStatus(definition, number, {
        status,
        ...(reason && { reason }),
      });
      onDone();
      onClose();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
  };
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>
        {VERBS[status]} version {number} of {definition}?
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text>
            {MEANINGS[status]}
            {usage > 0 && ` It is in use by ${usage} active resource${usage === 1 ? '' : 's'}.`}
          </Text>
          {status === 'defective' && version.status === 'default' && (
            <Text weight="bold">
              It is the default: nothing new will match {definition} until another version is
              promoted.
            </Text>
          )}
          <TextField
            label="Why"
            description="For those who read the history"
            value={reason}
            onChange={setReason}
          />
          {error && <ErrorAlert title="That was refused" error={error} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          Cancel
        </Button>
        <Button destructive={status !== 'proposed'} onPress={change}>
          {VERBS[status]}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
