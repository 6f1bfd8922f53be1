import { useApi } from '@backstage/frontend-plugin-api';
import type { ResourceTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { FilterBar } from '../../lists/FilterBar';
import { FilterSelect } from '../../lists/FilterSelect';
import { FilterText } from '../../lists/FilterText';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { MaybeLink } from '../../status/MaybeLink';
import { RoomHeader } from '../RoomHeader';
import styles from '../registry.module.css';

const FILTER = ['text', 'use'] as const;
const USES = ['direct', 'internal'] as const;

/** What Score files and definitions may ask for. */
export function ResourceTypesPage() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const filter = useUrlFilter(FILTER);
  const { text, use } = filter.values;
  const live = usePagedList(`resource-types/${JSON.stringify(filter.values)}`, (page, signal) =>
    api.listResourceTypes({ text, use: USES.find(each => each === use), ...page }, { signal }),
  );
  return (
    <>
      <RoomHeader title="Resource types">
        What a Score file or a definition may ask for, and what it gets.
      </RoomHeader>
      <FilterBar noun="resource types">
        <FilterText
          label="Name or title"
          value={text}
          onChange={value => filter.set({ text: value })}
        />
        <FilterSelect
          label="Asked for by"
          options={[
            { value: 'direct', label: 'Score files' },
            { value: 'internal', label: 'Definitions only' },
          ]}
          value={use}
          onChange={value => filter.set({ use: value })}
        />
      </FilterBar>
      <PagedList
        live={live}
        noun="resource types"
        empty={
          <EmptyState title="No resource type fits the filter">
            Take a part of the filter away.
          </EmptyState>
        }
      >
        {items => (
          <DataTable
            label="Resource types"
            items={items}
            keyOf={({ name }) => name}
            columns={[
              {
                title: 'Name',
                cell: ({ name, title }) => (
                  <>
                    <MaybeLink to={paths.registry('resource-types', name)}>{name}</MaybeLink>
                    {title && <span className={styles.sub}>{title}</span>}
                  </>
                ),
              },
              { title: 'What it is', cell: ({ description }) => description ?? '' },
              {
                title: 'Kind',
                cell: type =>
                  typeWords(type).map(word => (
                    <span key={word} className={styles.chip}>
                      {word}
                    </span>
                  )),
              },
            ]}
          />
        )}
      </PagedList>
    </>
  );
}

/** What is special about a type, in words. */
export function typeWords(type: ResourceTypeView): string[] {
  return [
    ...(type.stateful ? ['holds data'] : []),
    ...(type.scope === 'environment' ? ['one per environment'] : []),
    ...(type.use === 'internal' ? ['for definitions only'] : []),
    ...(type.refersTo ? [`refers to a ${type.refersTo}`] : []),
    ...(type.builtIn ? ['built in'] : []),
  ];
}
