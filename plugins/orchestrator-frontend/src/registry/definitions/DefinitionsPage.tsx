import { useApi } from '@backstage/frontend-plugin-api';
import type { DefinitionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { FilterSelect } from '../../lists/FilterSelect';
import { FilterText } from '../../lists/FilterText';
import { Pager } from '../../lists/Pager';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { LiveView } from '../../live/LiveView';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import lists from '../../lists/lists.module.css';
import { RoomHeader } from '../RoomHeader';
import { CreateDefinitionButton } from './CreateDefinitionButton';
import { DefinitionTable } from './DefinitionTable';

const STATUSES = ['default', 'proposed', 'deprecated', 'defective', 'archived'] as const;
const FILTER = ['type', 'driver', 'status', 'text'] as const;

/** All resource definitions that the reader may see, page by page, with a filter in the URL. */
export function DefinitionsPage() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const navigate = useNavigate();
  const filter = useUrlFilter(FILTER);
  const { type, driver, status, text } = filter.values;
  const types = useAsync(() => api.listResourceTypes(), [api]);
  const drivers = useAsync(() => api.listDrivers(), [api]);
  // The server filters by type; the rest is looked for in what it answers.
  const fits =
    driver || status || text
      ? (definition: DefinitionView) => fitsFilter(definition, { driver, status, text })
      : undefined;
  const live = usePagedList(
    `definitions/${JSON.stringify(filter.values)}`,
    (page, signal) => api.listDefinitions({ type, ...page }, { signal }),
    fits,
  );
  const create = (
    <CreateDefinitionButton onPress={() => navigate(paths.registry('new-definition') ?? '.')} />
  );
  return (
    <>
      <RoomHeader title="Definitions" actions={create}>
        How each resource type is made, and for whom.
      </RoomHeader>
      <div className={lists.bar} role="search" aria-label="Filter of the definitions">
        <FilterText
          label="Name or title"
          value={text}
          onChange={value => filter.set({ text: value })}
        />
        <FilterSelect
          label="Type"
          options={(types.value?.items ?? []).map(({ name }) => name).sort()}
          value={type}
          onChange={value => filter.set({ type: value })}
        />
        <FilterSelect
          label="Driver"
          options={(drivers.value?.items ?? []).map(({ id }) => id).sort()}
          value={driver}
          onChange={value => filter.set({ driver: value })}
        />
        <FilterSelect
          label="Status"
          options={STATUSES}
          value={status}
          onChange={value => filter.set({ status: value })}
        />
      </div>
      <LiveView live={live} errorTitle="The definitions cannot be shown">
        {page => (
          <>
            {page.items.length === 0 ? (
              <EmptyState
                title={filter.isSet ? 'No definition fits the filter' : 'There are no definitions'}
              >
                {filter.isSet
                  ? 'Take a part of the filter away, or look on the next page.'
                  : 'Write one here, or name a folder of manifests in the configuration (platformOrchestrator.manifests.sources).'}
              </EmptyState>
            ) : (
              <DefinitionTable definitions={page.items} />
            )}
            <Pager page={page} noun="definitions" />
          </>
        )}
      </LiveView>
    </>
  );
}

/** Whether a definition is of a driver and a status, and has a text in its name or title, whatever the case. */
export function fitsFilter(
  definition: Pick<DefinitionView, 'name' | 'title' | 'driver' | 'status'>,
  filter: { driver?: string; status?: string; text?: string },
): boolean {
  const { driver, status, text } = filter;
  return (
    (!driver || definition.driver === driver) &&
    (!status || definition.status === status) &&
    (!text ||
      `${definition.name} ${definition.title ?? ''}`.toLowerCase().includes(text.toLowerCase()))
  );
}
