import { Alert, Flex } from '@backstage/ui';
import { apiFileName } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { useState } from 'react';
import { GuardedButton } from '../../permissions/GuardedButton';
import { ErrorAlert } from '../../status/ErrorAlert';
import { ChangeDialog } from '../impact/ChangeDialog';
import { ManifestEditor } from './ManifestEditor';
import styles from '../registry.module.css';
import { useDraft } from './useDraft';
import { useVocabulary } from './useVocabulary';

const KIND = 'ResourceDefinition';

/** The editor of a definition: problems at their lines while writing, and what saving would do before it is saved. */
export function DefinitionEditor(props: {
  /** Of the definition that is changed; absent: it is new. */
  name?: string;
  initial: string;
  permission: Permission;
  resourceRef: string;
  /** In words that follow "You may not". */
  action: string;
  onSave: (text: string, confirmImpact: string | undefined) => Promise<void>;
}) {
  const { name, initial, permission, resourceRef, action, onSave } = props;
  const draft = useDraft(KIND, initial, name);
  const vocabulary = useVocabulary();
  const [report, setReport] = useState<ImpactReport>();
  const [saved, setSaved] = useState<string>();
  const { text, problems } = draft;

  let obstacle: string | undefined;
  if (name !== undefined && text === initial) {
    obstacle = 'Nothing has been changed yet.';
  } else if (draft.checking) {
    obstacle = 'The change is being looked at…';
  } else if (draft.name === undefined) {
    obstacle = 'Correct the problems first.';
  }
  return (
    <Flex direction="column" gap="3">
      {saved === text && <Alert status="success" icon title="Saved." />}
      {draft.isOutdated && (
        <Alert
          status="warning"
          icon
          title="Somebody else has saved this manifest since you began."
          description="Saving yours takes the place of theirs. Discard your changes to see it."
        />
      )}
      <ManifestEditor
        label={name ? `Manifest of ${name}` : 'Manifest of the new definition'}
        kind={KIND}
        text={text}
        problems={problems}
        vocabulary={vocabulary}
        onChange={draft.setText}
      />
      {draft.error && <ErrorAlert title="The change cannot be looked at" error={draft.error} />}
      <div className={styles.actions}>
        <GuardedButton
          permission={permission}
          resourceRef={resourceRef}
          action={action}
          obstacle={obstacle}
          label={draft.checking ? 'Looking at every environment…' : 'Save…'}
          variant="primary"
          onPress={async () => setReport(await draft.ask())}
        />
        {name !== undefined && text !== initial && (
          <GuardedButton
            permission={permission}
            resourceRef={resourceRef}
            action={action}
            label="Discard the changes"
            onPress={() => draft.setText(initial)}
          />
        )}
      </div>
      {report && draft.name !== undefined && (
        <ChangeDialog
          title={`Save ${draft.name}?`}
          confirmLabel="Save"
          change={{
            files: [{ name: apiFileName({ kind: KIND, name: draft.name }), content: text }],
          }}
          report={report}
          onConfirm={async ({ confirmImpact }) => {
            try {
              await onSave(text, confirmImpact);
              setSaved(text);
            } catch (caught) {
              // Problems belong to the lines of the text, everything else to the dialog.
              if (!draft.refused(caught)) {
                throw caught;
              }
            }
          }}
          onClose={() => setReport(undefined)}
        />
      )}
    </Flex>
  );
}
