import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Select, Text } from '@backstage/ui';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  DefinitionVersionView,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { Pager } from '../../lists/Pager';
import lists from '../../lists/lists.module.css';
import { usePagedList } from '../../lists/usePagedList';
import { LiveView } from '../../live/LiveView';
import { GuardedButton } from '../../permissions/GuardedButton';
import { EmptyState } from '../../status/EmptyState';
import type { DefinitionTabProps } from '../definition/DefinitionPage';
import { RolloutCard } from './RolloutCard';
import { StartRolloutDialog } from './StartRolloutDialog';

/** The rollouts of a definition, the newest first, and the way to start one. */
export function RolloutsTab({ definition, onChange }: DefinitionTabProps) {
  const { name } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const versions = useAsync(
    () => api.listDefinitionVersions(name),
    [api, name, definition.version],
  );
  const types = useAsync(() => api.listEnvironmentTypes(), [api]);
  const [chosen, setChosen] = useState<number>();
  const [open, setOpen] = useState(false);
  const live = usePagedList(`rollouts/${name}`, (page, signal) =>
    api.listRollouts(name, page, { signal }),
  );
  const rollable = (versions.value?.items ?? []).filter(canRollOut);
  const version = rollable.find(each => each.version === chosen) ?? rollable[0];
  return (
    <>
      <Text color="secondary">
        A rollout brings a version to what exists, wave by wave of environment types, before it
        becomes the default. Pinned nodes stay where they are.
      </Text>
      <div className={lists.bar}>
        <Select
          label="Version"
          options={rollable.map(each => ({
            value: String(each.version),
            label: `v${each.version} (${each.status})`,
          }))}
          value={version ? String(version.version) : null}
          onChange={key => setChosen(Number(key))}
        />
        <GuardedButton
          permission={definitionPermissions.rollout}
          resourceRef={name}
          action={`roll versions of ${name} out`}
          obstacle={obstacleOf(version, live.value?.items)}
          label="Start a rollout…"
          variant="primary"
          onPress={() => setOpen(true)}
        />
      </div>
      <LiveView live={live} errorTitle="The rollouts cannot be shown">
        {page => (
          <>
            {page.items.length === 0 ? (
              <EmptyState title="Nothing was rolled out yet">
                Promoting a version changes what new requests match; a rollout also brings along
                what exists.
              </EmptyState>
            ) : (
              <Flex direction="column" gap="4">
                {page.items.map(rollout => (
                  <RolloutCard
                    key={rollout.uid}
                    rollout={rollout}
                    onChange={() => {
                      live.refresh();
                      onChange();
                    }}
                  />
                ))}
              </Flex>
            )}
            <Pager page={page} noun="rollouts" />
          </>
        )}
      </LiveView>
      {open && version && (
        <StartRolloutDialog
          definition={name}
          version={version}
          environmentTypes={types.value?.items ?? []}
          onStarted={live.refresh}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function canRollOut({ status }: DefinitionVersionView): boolean {
  return status !== 'defective' && status !== 'archived';
}

function obstacleOf(
  version: DefinitionVersionView | undefined,
  rollouts: RolloutView[] | undefined,
): string | undefined {
  if (!version) {
    return 'There is no version that can be rolled out: defective and archived ones cannot.';
  }
  const unfinished = rollouts?.find(({ status }) => status === 'running' || status === 'paused');
  return (
    unfinished &&
    `The rollout of version ${unfinished.version} is ${unfinished.status}: let it end, or stop it.`
  );
}
