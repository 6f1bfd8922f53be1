import { useApi } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { ResourceTable } from '../../environment/ResourceTable';
import { FilterBar } from '../../lists/FilterBar';
import { FilterSelect } from '../../lists/FilterSelect';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { GuardedButton } from '../../permissions/GuardedButton';
import { EmptyState } from '../../status/EmptyState';
import type { DefinitionTabProps } from './DefinitionPage';
import { SetPinDialog } from './SetPinDialog';

const FILTER = ['version'] as const;

/** Every row of the ledger that the definition has made, over all environments. */
export function UsageTab({ definition }: DefinitionTabProps) {
  const { name } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const filter = useUrlFilter(FILTER);
  const version = filter.values.version === undefined ? undefined : Number(filter.values.version);
  const versions = useAsync(() => api.listDefinitionVersions(name), [api, name]);
  const [toPin, setToPin] = useState<ActiveResource>();
  const live = usePagedList(`usage/${name}/${version ?? ''}`, (page, signal) =>
    api.listDefinitionUsage(name, { version, ...page }, { signal }),
  );
  return (
    <>
      <FilterBar noun="usage">
        <FilterSelect
          label="Version"
          options={(versions.value?.items ?? []).map(each => ({
            value: String(each.version),
            label: `v${each.version} (${each.usage})`,
          }))}
          value={filter.values.version}
          onChange={value => filter.set({ version: value })}
        />
      </FilterBar>
      <PagedList
        live={live}
        noun="resources"
        empty={
          <EmptyState title="Nothing uses it">
            {version === undefined
              ? 'It can be changed and archived without harm to anything that exists.'
              : 'Nothing was made by this version, or it has moved on to another one.'}
          </EmptyState>
        }
      >
        {resources => (
          <Card>
            <CardBody>
              <ResourceTable
                resources={resources}
                showsEnvironment
                actionsOf={resource => (
                  <GuardedButton
                    permission={registryPermissions.writePins}
                    action="set pins"
                    label="Pin…"
                    ariaLabel={`Pin ${resource.node} in ${resource.environment}`}
                    onPress={() => setToPin(resource)}
                  />
                )}
              />
            </CardBody>
          </Card>
        )}
      </PagedList>
      {toPin && (
        <SetPinDialog
          definition={definition}
          initial={{
            application: toPin.application,
            environment: toPin.environment,
            node: toPin.node,
            version: toPin.definitionVersion,
          }}
          onClose={() => setToPin(undefined)}
        />
      )}
    </>
  );
}
