import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { GuardedButton } from '../../permissions/GuardedButton';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { ErrorAlert } from '../../status/ErrorAlert';
import { MaybeLink } from '../../status/MaybeLink';
import { personName } from '../../status/personName';
import { RelativeTime } from '../../status/RelativeTime';
import type { DefinitionTabProps } from './DefinitionPage';
import { PinnedNode } from './PinnedNode';
import { SetPinDialog } from './SetPinDialog';

/** Nodes that are bound to a version of the definition, whatever would match. */
export function PinsTab({ definition }: DefinitionTabProps) {
  const { name } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<Error>();
  const live = usePagedList(`pins/${name}`, (page, signal) =>
    api.listPins({ definition: name, ...page }, { signal }),
  );
  const remove = async (uid: string) => {
    setError(undefined);
    try {
      await api.deletePin(uid);
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
    live.refresh();
  };
  return (
    <>
      <Flex justify="between" align="center">
        <Text color="secondary">
          A pin binds a node to a version from its next deployment on, whatever would match.
        </Text>
        <GuardedButton
          permission={registryPermissions.writePins}
          action="set pins"
          label="Set a pin…"
          onPress={() => setOpen(true)}
        />
      </Flex>
      {error && <ErrorAlert title="The pin was not removed" error={error} />}
      <PagedList
        live={live}
        noun="pins"
        empty={
          <EmptyState title="No node is pinned to it">
            Set a pin to keep a node at a version while others move on.
          </EmptyState>
        }
      >
        {pins => (
          <DataTable
            label={`Pins to ${name}`}
            items={pins}
            keyOf={({ uid }) => uid}
            columns={[
              { title: 'Node', cell: pin => <PinnedNode {...pin} /> },
              {
                title: 'Where',
                cell: ({ application, environment }) =>
                  environment ? (
                    <MaybeLink to={paths.environment(application, environment)}>
                      {application} in {environment}
                    </MaybeLink>
                  ) : (
                    `${application}, all environments`
                  ),
              },
              { title: 'Version', cell: ({ version }) => `v${version}` },
              {
                title: 'Set',
                cell: ({ createdBy, createdAt }) => (
                  <>
                    {personName(createdBy)}, <RelativeTime at={createdAt} />
                  </>
                ),
              },
              {
                title: 'Actions',
                cell: ({ uid, node }) => (
                  <GuardedButton
                    permission={registryPermissions.writePins}
                    action="remove pins"
                    label="Remove"
                    ariaLabel={`Remove the pin of ${node}`}
                    destructive
                    onPress={() => remove(uid)}
                  />
                ),
              },
            ]}
          />
        )}
      </PagedList>
      {open && (
        <SetPinDialog
          definition={definition}
          onClose={() => {
            setOpen(false);
            live.refresh();
          }}
        />
      )}
    </>
  );
}
