import { useApi } from '@backstage/frontend-plugin-api';
import type { DefinitionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { FilterBar } from '../../lists/FilterBar';
import { FilterSelect } from '../../lists/FilterSelect';
import { FilterText } from '../../lists/FilterText';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { RoomHeader } from '../RoomHeader';
import { CreateDefinitionButton } from './CreateDefinitionButton';
import { DefinitionTable } from './DefinitionTable';

const STATUSES: readonly DefinitionView['status'][] = [
  ...(['default', 'proposed', 'deprecated', 'defective', 'archived'] as const),
];
const FILTER = ['type', 'driver', 'status', 'owner', 'text'] as const;

/** All resource definitions that the reader may see, page by page, with a filter in the URL. */
export function DefinitionsPage() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const navigate = useNavigate();
  const { values, set, isSet } = useUrlFilter(FILTER);
  const types = useAsync(() => api.listResourceTypes(), [api]);
  const drivers = useAsync(() => api.listDrivers(), [api]);
  const live = usePagedList(`definitions/${JSON.stringify(values)}`, (page, signal) =>
    api.listDefinitions(
      { ...values, status: STATUSES.find(status => status === values.status), ...page },
      { signal },
    ),
  );
  const create = (
    <CreateDefinitionButton onPress={() => navigate(paths.registry('new-definition') ?? '.')} />
  );
  return (
    <>
      <RoomHeader title="Definitions" actions={create}>
        How each resource type is made, and for whom.
      </RoomHeader>
      <FilterBar noun="definitions">
        <FilterText
          label="Name or title"
          value={values.text}
          onChange={value => set({ text: value })}
        />
        <FilterSelect
          label="Type"
          options={(types.value?.items ?? []).map(({ name }) => name)}
          value={values.type}
          onChange={value => set({ type: value })}
        />
        <FilterSelect
          label="Driver"
          options={(drivers.value?.items ?? []).map(({ id }) => id)}
          value={values.driver}
          onChange={value => set({ driver: value })}
        />
        <FilterSelect
          label="Status"
          options={STATUSES}
          value={values.status}
          onChange={value => set({ status: value })}
        />
        <FilterText label="Owner" value={values.owner} onChange={value => set({ owner: value })} />
      </FilterBar>
      <PagedList
        live={live}
        noun="definitions"
        empty={
          <EmptyState title={isSet ? 'No definition fits the filter' : 'There are no definitions'}>
            {isSet
              ? 'Take a part of the filter away.'
              : 'Write one here, or name a folder of manifests in the configuration (platformOrchestrator.manifests.sources).'}
          </EmptyState>
        }
      >
        {definitions => <DefinitionTable definitions={definitions} />}
      </PagedList>
    </>
  );
}
