import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Select, Text } from '@backstage/ui';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  DefinitionVersionView,
  RolloutStatus,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { FilterSelect } from '../../lists/FilterSelect';
import { PagedList } from '../../lists/PagedList';
import lists from '../../lists/lists.module.css';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { useLive } from '../../live/useLive';
import { GuardedButton } from '../../permissions/GuardedButton';
import { EmptyState } from '../../status/EmptyState';
import type { DefinitionTabProps } from '../definition/DefinitionPage';
import { RolloutCard } from './RolloutCard';
import { StartRolloutDialog } from './StartRolloutDialog';

const FILTER = ['status'] as const;
const STATUSES: readonly RolloutStatus[] = ['running', 'paused', 'succeeded', 'stopped'];

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
  const filter = useUrlFilter(FILTER);
  const status = STATUSES.find(each => each === filter.values.status);
  const live = usePagedList(`rollouts/${name}/${status ?? ''}`, (page, signal) =>
    api.listRollouts(name, { status, ...page }, { signal }),
  );
  // Whatever the filter shows: there is one at most.
  const unfinished = useLive(`unfinished/${name}`, async signal => {
    const ask = (each: RolloutStatus) =>
      api.listRollouts(name, { status: each, limit: 1 }, { signal });
    const [running, paused] = await Promise.all([ask('running'), ask('paused')]);
    return [...running.items, ...paused.items][0];
  });
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
          obstacle={obstacleOf(version, unfinished.value)}
          label="Start a rollout…"
          variant="primary"
          onPress={() => setOpen(true)}
        />
        <FilterSelect
          label="Show"
          options={STATUSES}
          value={status}
          onChange={value => filter.set({ status: value })}
        />
      </div>
      <PagedList
        live={live}
        noun="rollouts"
        empty={
          <EmptyState title={status ? 'No rollout fits the filter' : 'Nothing was rolled out yet'}>
            {status
              ? 'Take the filter away.'
              : 'Promoting a version changes what new requests match; a rollout also brings along what exists.'}
          </EmptyState>
        }
      >
        {rollouts => (
          <Flex direction="column" gap="4">
            {rollouts.map(rollout => (
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
      </PagedList>
      {open && version && (
        <StartRolloutDialog
          definition={name}
          version={version}
          environmentTypes={types.value?.items ?? []}
          onStarted={() => {
            live.refresh();
            unfinished.refresh();
          }}
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
  unfinished: RolloutView | undefined,
): string | undefined {
  if (!version) {
    return 'There is no version that can be rolled out: defective and archived ones cannot.';
  }
  return (
    unfinished &&
    `The rollout of version ${unfinished.version} is ${unfinished.status}: let it end, or stop it.`
  );
}
