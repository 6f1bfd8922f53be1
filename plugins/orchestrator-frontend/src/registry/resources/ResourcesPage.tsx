import { useApi } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { ResourceActions } from '../../environment/ResourceActions';
import { ResourceTable } from '../../environment/ResourceTable';
import { FilterSelect } from '../../lists/FilterSelect';
import { Pager } from '../../lists/Pager';
import lists from '../../lists/lists.module.css';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { LiveView } from '../../live/LiveView';
import { EmptyState } from '../../status/EmptyState';
import { RoomHeader } from '../RoomHeader';

/** What people look for among resources, by the name that the URL has for it. */
const STATES: Record<string, { label: string; fits: (resource: ActiveResource) => boolean }> = {
  orphans: { label: 'Orphans', fits: ({ role }) => role === 'orphan' },
  unknown: { label: 'Unknown', fits: ({ presence }) => presence === 'unknown' },
  waiting: { label: 'Waiting for a person', fits: ({ deletionPending }) => deletionPending },
};
const FILTER = ['application', 'environment', 'type', 'state'] as const;

/** Every active resource that the reader may see, page by page, with a filter in the URL. */
export function ResourcesPage() {
  const api = useApi(platformOrchestratorApiRef);
  const filter = useUrlFilter(FILTER);
  const { application, environment, type, state } = filter.values;
  const applications = useAsync(() => api.listApplications({ limit: 200 }), [api]);
  const types = useAsync(() => api.listResourceTypes(), [api]);
  const environments = useAsync(
    async () => (application ? api.listEnvironments(application) : { items: [] }),
    [api, application],
  );
  const fits =
    type || state
      ? (resource: ActiveResource) =>
          (!type || resource.type === type) && (!state || Boolean(STATES[state]?.fits(resource)))
      : undefined;
  const live = usePagedList(
    `resources/${JSON.stringify(filter.values)}`,
    (page, signal) => api.listActiveResources({ application, environment, ...page }, { signal }),
    fits,
  );
  return (
    <>
      <RoomHeader title="Resources">
        Everything that exists, or that nobody can prove absent, over all environments.
      </RoomHeader>
      <div className={lists.bar} role="search" aria-label="Filter of the resources">
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
          options={(types.value?.items ?? []).map(({ name }) => name).sort()}
          value={type}
          onChange={value => filter.set({ type: value })}
        />
        <FilterSelect
          label="State"
          options={Object.entries(STATES).map(([value, { label }]) => ({ value, label }))}
          value={state}
          onChange={value => filter.set({ state: value })}
        />
      </div>
      <LiveView live={live} errorTitle="The resources cannot be shown">
        {page => (
          <>
            {page.items.length === 0 ? (
              <EmptyState
                title={filter.isSet ? 'No resource fits the filter' : 'Nothing exists yet'}
              >
                {emptyAdvice(filter.isSet, state)}
              </EmptyState>
            ) : (
              <Card>
                <CardBody>
                  <ResourceTable
                    resources={page.items}
                    showsEnvironment
                    actionsOf={resource => (
                      <ResourceActions resource={resource} onChange={live.refresh} />
                    )}
                  />
                </CardBody>
              </Card>
            )}
            <Pager page={page} noun="resources" />
          </>
        )}
      </LiveView>
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
