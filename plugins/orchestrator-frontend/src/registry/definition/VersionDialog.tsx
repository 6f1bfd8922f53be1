import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  DefinitionVersionView,
  ImpactChange,
  VersionStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { ChangeDialog } from '../impact/ChangeDialog';
import type { ConfirmedChange } from '../impact/ChangeDialog';
import { VERSION_VERBS } from './versionActions';

/** What a status means for those who use the definition, by the status that a version would get. */
const MEANINGS: Record<VersionStatus, string> = {
  default: 'What matches the definition from now on gets it.',
  proposed: 'It can be promoted again. Nothing changes by that alone.',
  deprecated:
    'Nothing new will match the definition until a version is promoted. What exists keeps this one.',
  defective:
    'It takes no part in matching any more. What exists keeps it until it is deployed with another one.',
  archived: 'It is put away. What exists keeps it.',
};

/** Gives a version another status, and shows before what that does to every environment. */
export function VersionDialog(props: {
  version: DefinitionVersionView;
  to: VersionStatus;
  onDone: () => void;
  onClose: () => void;
}) {
  const { version, to, onDone, onClose } = props;
  const { definition, version: number, criteriaInForce, usage } = version;
  const api = useApi(platformOrchestratorApiRef);
  const verb = VERSION_VERBS[to];
  const leavesMatching = version.status === 'default';
  const confirm = async ({ confirmImpact, ...rest }: ConfirmedChange) => {
    const confirmed = confirmImpact === undefined ? {} : { confirmImpact };
    if (to === 'default') {
      const versions = [{ definition, version: number }];
      await api.promoteVersions({ versions, ...confirmed, ...rest });
    } else {
      await api.changeVersionStatus(definition, number, { status: to, ...confirmed, ...rest });
    }
    onDone();
  };
  return (
    <ChangeDialog
      title={`${verb} version ${number} of ${definition}?`}
      confirmLabel={verb}
      change={changeOf(version, to)}
      asksReason
      confirmedByTyping={definition}
      // What is wrong has to leave matching at once, however long the report takes.
      isUrgent={to === 'defective'}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text>
        {MEANINGS[to]}
        {to === 'default' && !criteriaInForce && ' Its criteria come into force with it.'}
        {usage > 0 && ` It is in use by ${usage} active resource${usage === 1 ? '' : 's'}.`}
      </Text>
      {to === 'defective' && leavesMatching && (
        <Text weight="bold">
          It is the default: nothing new will match {definition} until another version is promoted.
        </Text>
      )}
    </ChangeDialog>
  );
}

/** The change whose impact is that of the transition; `undefined` where matching stays as it is. */
function changeOf(
  { definition, version, status }: DefinitionVersionView,
  to: VersionStatus,
): ImpactChange | undefined {
  if (to === 'default') {
    return { promote: [{ definition, version }] };
  }
  // To matching a definition without a default is one that is not there.
  return status === 'default'
    ? { remove: [{ kind: 'ResourceDefinition', name: definition }] }
    : undefined;
}
