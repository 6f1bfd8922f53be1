import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { GuardedButton } from '../../permissions/GuardedButton';

/**
 * No definition can have this name, so conditions about definitions do not fit it: a policy that lets somebody create
 * only some definitions decides when the server has seen which one it is.
 */
export const ANY_DEFINITION = '*';

/** Leads to the page on which a definition is written. */
export function CreateDefinitionButton(props: { onPress: () => void }) {
  return (
    <GuardedButton
      permission={definitionPermissions.create}
      resourceRef={ANY_DEFINITION}
      action="create definitions"
      label="New definition"
      variant="primary"
      onPress={props.onPress}
    />
  );
}
