import { useApi } from '@backstage/frontend-plugin-api';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useNavigate } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { usePaths } from '../../routing/usePaths';
import { DefinitionEditor } from '../manifest/DefinitionEditor';
import { RoomHeader } from '../RoomHeader';
import { ANY_DEFINITION } from './CreateDefinitionButton';

const TEMPLATE = `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata:
  name: my-definition
  title: What it makes, in a few words
spec:
  # Which resource type it makes; the page "Resource types" has them all.
  type: postgres
  # With what; the page "Drivers" has the inputs of each.
  driver: static
  # For whom: every criterion stands for itself.
  criteria:
    - environmentType: development
  inputs: {}
`;

/** Where a new definition is written. */
export function NewDefinitionPage() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const navigate = useNavigate();
  return (
    <>
      <RoomHeader title="New definition">
        It is kept here. Definitions that belong to a repository are written there and read by a
        source.
      </RoomHeader>
      <DefinitionEditor
        initial={TEMPLATE}
        permission={definitionPermissions.create}
        resourceRef={ANY_DEFINITION}
        action="create definitions"
        onSave={async (text, confirmImpact) => {
          const { name } = await api.createDefinition(text, { confirmImpact });
          navigate(paths.registry('definitions', name) ?? '.');
        }}
      />
    </>
  );
}
