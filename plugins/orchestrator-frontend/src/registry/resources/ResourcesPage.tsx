import { useApi } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import type { ActiveResourcesFilter } from '@tutti/backstage-plugin-platform-orchestrator-common';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { ResourceActions } from '../../environment/ResourceActions';
import { ResourceTable } from '../../environment/ResourceTable';
import { FilterBar } from '../../lists/FilterBar';
import { FilterSelect } from '../../lists/FilterSelect';
import { FilterText } from '../../lists/FilterText';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { EmptyState } from '../../status/EmptyState';
import { RoomHeader } from '../RoomHeader';

/** What people look for among resources, by the name that the URL has for it. */
const STATES: Record<string, { label: string; filter: ActiveResourcesFilter }> = {
  orphans: { label: 'Orphans', filter: { role: 'orphan' } },
  unknown: { label: 'Unknown', filter: { presence: 'unknown' } },
  waiting: { label: 'Waiting for a person', filter: { deletionPending: true } },
};
const FILTER = ['application', 'environment', 'type', 'class', 'driver', 'state'] as const;

/** Every active resource that the reader may see, page by page, with a filter in the URL. */
export function ResourcesPage() {
  const api = useApi(platformOrchestratorApiRef);
  const filter = useUrlFilter(FILTER);
  const { state, ...rest } = filter.values;
  const { application, environment, type, driver } = rest;
  const applications = useAsync(() => api.listApplications({ limit: 200 }), [api]);
  const types = useAsync(() => api.listResourceTypes(), [api]);
  const environments = useAsync(
    async () => (application ? api.listEnvironments(application) : { items: [] }),
    [api, application],
  );
  const drivers = useAsync(() => api.listDrivers(), [api]);
  const live = usePagedList(`resources/${JSON.stringify(filter.values)}`, (page, signal) =>
    api.listActiveResources(
      { ...rest, ...(state !== undefined && STATES[state]?.filter), ...page },
      { signal },
    ),
  );
  return (
    <>
      <RoomHeader title="Resources">
        Everything that exists, or that nobody can prove absent, over all environments.
      </RoomHeader>
      <FilterBar noun="resources">
        <FilterSelect
          label="Application"
          options={(applications.value?.items ?? []).map(({ name, title }) => ({
            value: name,
            label: title ?? name,
          }))}
          value={application}
          onChange={value => filter.set({ application: value, environment: undefined })}
        />
        {application && (
          <FilterSelect
            label="Environment"
            options={(environments.value?.items ?? []).map(({ name }) => name)}
            value={environment}
            onChange={value => filter.set({ environment: value })}
          />
        )}
        <FilterSelect
          label="Type"
          options={(types.value?.items ?? []).map(({ name }) => name)}
          value={type}
          onChange={value => filter.set({ type: value, class: undefined })}
        />
        {type && (
          <FilterText
            key={type}
            label="Class"
            value={rest.class}
            onChange={value => filter.set({ class: value })}
          />
        )}
        <FilterSelect
          label="Driver"
          options={(drivers.value?.items ?? []).map(({ id }) => id)}
          value={driver}
          onChange={value => filter.set({ driver: value })}
        />
        <FilterSelect
          label="State"
          options={Object.entries(STATES).map(([value, { label }]) => ({ value, label }))}
          value={state}
          onChange={value => filter.set({ state: value })}
        />
      </FilterBar>
      <PagedList
        live={live}
        noun="resources"
        empty={
          <EmptyState title={filter.isSet ? 'No resource fits the filter' : 'Nothing exists yet'}>
            {emptyAdvice(filter.isSet, state)}
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
                  <ResourceActions resource={resource} onChange={live.refresh} />
                )}
              />
            </CardBody>
          </Card>
        )}
      </PagedList>
    </>
  );
}

function emptyAdvice(isFiltered: boolean, state: string | undefined): string {
  if (state === 'orphans') {
    return 'Good: nothing was left behind by what does not ask for it any more.';
  }
  if (state === 'unknown') {
    return 'Good: of everything it is known whether it exists.';
  }
  return isFiltered
    ? 'Take a part of the filter away.'
    : 'Deploy a workload, and what it asks for shows up here.';
}
