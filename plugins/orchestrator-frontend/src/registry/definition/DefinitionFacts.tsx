import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  API_SOURCE,
  definitionPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { GuardedButton } from '../../permissions/GuardedButton';
import { usePaths } from '../../routing/usePaths';
import { MaybeLink } from '../../status/MaybeLink';
import { StatusBadge } from '../../status/StatusBadge';
import { CriteriaList } from '../CriteriaList';
import { ChangeDialog } from '../impact/ChangeDialog';
import styles from '../registry.module.css';

/** The head of a definition's page: what it makes, for whom, where it comes from, and the way to archive it. */
export function DefinitionFacts(props: { definition: DefinitionView; onChange: () => void }) {
  const { definition, onChange } = props;
  const { name, title, type, driver, criteria, status, version, source, owner, usage } = definition;
  const paths = usePaths();
  return (
    <Flex direction="column" gap="3">
      <Flex justify="between" align="start" gap="4">
        <div>
          <Text as="h2" variant="title-medium">
            {name}
          </Text>
          {title && (
            <Text as="p" color="secondary">
              {title}
            </Text>
          )}
        </div>
        <Flex gap="3" align="center">
          <StatusBadge status={status} /> <Text color="secondary">version {version}</Text>
          <ArchiveButton definition={definition} onArchived={onChange} />
        </Flex>
      </Flex>
      <dl className={styles.facts}>
        <dt>Makes</dt>
        <dd>
          <MaybeLink to={paths.registry('resource-types', type)}>{type}</MaybeLink> with the driver{' '}
          {driver}
        </dd>
        <dt>For</dt>
        <dd>
          <CriteriaList criteria={criteria} />
        </dd>
        <dt>In use</dt>
        <dd>
          <MaybeLink to={paths.registry('definitions', name, 'usage')}>
            {usage} active {usage === 1 ? 'resource' : 'resources'}
          </MaybeLink>
        </dd>
        {owner && (
          <>
            <dt>Owner</dt>
            <dd>{owner}</dd>
          </>
        )}
        <dt>Source</dt>
        <dd>
          {source.name} <span className={styles.sub}>{source.file}</span>
        </dd>
      </dl>
    </Flex>
  );
}

function ArchiveButton(props: { definition: DefinitionView; onArchived: () => void }) {
  const { name, source } = props.definition;
  const api = useApi(platformOrchestratorApiRef);
  const navigate = useNavigate();
  const paths = usePaths();
  const [open, setOpen] = useState(false);
  return (
    <>
      <GuardedButton
        permission={definitionPermissions.delete}
        resourceRef={name}
        action={`archive ${name}`}
        obstacle={
          source.name === API_SOURCE
            ? undefined
            : `It comes from the source ${source.name}: take it out of ${source.file} there.`
        }
        label="Archive…"
        destructive
        onPress={() => setOpen(true)}
      />
      {open && (
        <ChangeDialog
          title={`Archive ${name}? What exists keeps it; nothing new matches it.`}
          confirmLabel="Archive"
          change={{ remove: [{ kind: 'ResourceDefinition', name }] }}
          confirmedByTyping={name}
          onConfirm={async ({ confirmImpact }) => {
            await api.deleteDefinition(name, { confirmImpact });
            props.onArchived();
            navigate(paths.registry('definitions') ?? '.');
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
