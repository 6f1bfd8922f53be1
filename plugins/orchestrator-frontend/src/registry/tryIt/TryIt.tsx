import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, TextAreaField, TextField } from '@backstage/ui';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { GuardedButton } from '../../permissions/GuardedButton';
import { EmptyState } from '../../status/EmptyState';
import { ErrorAlert } from '../../status/ErrorAlert';
import { useVocabulary } from '../manifest/useVocabulary';
import { AnswerView } from './AnswerView';
import type { Answer, Question } from './askRegistry';
import { askRegistry } from './askRegistry';
import { NameField } from './NameField';
import styles from './tryIt.module.css';
import { useEnvironmentNames } from './useEnvironmentNames';

const QUESTION = [
  'application',
  'environment',
  'environmentType',
  'type',
  'class',
  'id',
  'params',
] as const;

/**
 * A request in a context, chosen or typed, and what it matches. The URL holds the question, so that an answer can be shown to
 * others.
 */
export function TryIt(props: {
  /** The type that is asked for; absent: it can be chosen. */
  type?: string;
  /** The definition whose page this is on, which the answer is about. */
  definition?: string;
}) {
  const { type, definition } = props;
  const api = useApi(platformOrchestratorApiRef);
  const vocabulary = useVocabulary();
  const filter = useUrlFilter(QUESTION);
  const [answer, setAnswer] = useState<{ for: string; value?: Answer; error?: Error }>();
  const [busy, setBusy] = useState(false);
  const question: Question = { ...filter.values, ...(type && { type }) };
  const environments = useEnvironmentNames(question.application);
  const key = JSON.stringify(question);

  const ask = async () => {
    setBusy(true);
    try {
      setAnswer({ for: key, value: await askRegistry(api, question) });
    } catch (caught) {
      const error = caught instanceof Error ? caught : new Error(String(caught));
      setAnswer({ for: key, error });
    } finally {
      setBusy(false);
    }
  };
  const name = (field: (typeof QUESTION)[number], label: string, known: string[]) => (
    <NameField
      label={label}
      known={known}
      value={question[field] ?? ''}
      onChange={value => filter.set({ [field]: value || undefined })}
    />
  );
  return (
    <Flex direction="column" gap="4">
      <form
        className={styles.form}
        aria-label="Request and context"
        onSubmit={event => {
          event.preventDefault();
          ask();
        }}
      >
        <fieldset>
          <legend>Where it is asked</legend>
          {name('application', 'Application', vocabulary.applications)}
          {name('environment', 'Environment', environments)}
          {!environments.includes(question.environment ?? '') &&
            name('environmentType', 'Environment type', vocabulary.environmentTypes)}
        </fieldset>
        <fieldset>
          <legend>What is asked for</legend>
          {type === undefined && name('type', 'Resource type', vocabulary.resourceTypes)}
          <TextField
            label="Class"
            placeholder="default"
            value={question.class ?? ''}
            onChange={value => filter.set({ class: value })}
          />
          <TextField
            label="Id"
            placeholder="such as web.db"
            value={question.id ?? ''}
            onChange={value => filter.set({ id: value })}
          />
          <TextAreaField
            label="Params"
            placeholder="YAML, such as extensions: [pg_trgm]"
            rows={2}
            value={question.params ?? ''}
            onChange={value => filter.set({ params: value })}
          />
        </fieldset>
        <div className={styles.ask}>
          <GuardedButton
            permission={registryPermissions.explain}
            action="ask why requests match"
            obstacle={obstacleOf(question, busy)}
            label={busy ? 'Asking…' : 'Try it'}
            variant="primary"
            onPress={ask}
          />
          {filter.isSet && (
            <Button size="small" variant="tertiary" onPress={filter.clear}>
              Clear
            </Button>
          )}
        </div>
      </form>
      {answer === undefined && (
        <EmptyState title="No question asked yet">
          Name a context, an existing one or one that you make up, and try it.
        </EmptyState>
      )}
      {answer && answer.for !== key && (
        <Alert status="info" icon title="The question has changed since. Try it again." />
      )}
      {answer?.error && <ErrorAlert title="There is no answer" error={answer.error} />}
      {answer?.value && <AnswerView answer={answer.value} definition={definition} />}
    </Flex>
  );
}

function obstacleOf(question: Question, busy: boolean): string | undefined {
  if (busy) {
    return 'The question is being answered.';
  }
  return question.type ? undefined : 'Choose a resource type first.';
}
