import { useApi } from '@backstage/frontend-plugin-api';
import type { ResourceTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { FilterSelect } from '../../lists/FilterSelect';
import { FilterText } from '../../lists/FilterText';
import lists from '../../lists/lists.module.css';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { MaybeLink } from '../../status/MaybeLink';
import { RoomHeader } from '../RoomHeader';
import styles from '../registry.module.css';

const FILTER = ['text', 'use'] as const;

/** What Score files and definitions may ask for. */
export function ResourceTypesPage() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const filter = useUrlFilter(FILTER);
  const { text, use } = filter.values;
  const live = useLive('resource-types', signal => api.listResourceTypes({ signal }), {
    interval: 30_000,
  });
  const fits = (type: ResourceTypeView) =>
    (!use || type.use === use) &&
    (!text || `${type.name} ${type.title ?? ''}`.toLowerCase().includes(text.toLowerCase()));
  return (
    <>
      <RoomHeader title="Resource types">
        What a Score file or a definition may ask for, and what it gets.
      </RoomHeader>
      <div className={lists.bar} role="search" aria-label="Filter of the resource types">
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
      </div>
      <LiveView live={live} errorTitle="The resource types cannot be shown">
        {({ items }) => {
          const shown = items.filter(fits).sort((a, b) => (a.name < b.name ? -1 : 1));
          return shown.length === 0 ? (
            <EmptyState title="No resource type fits the filter">
              Take a part of the filter away.
            </EmptyState>
          ) : (
            <DataTable
              label="Resource types"
              items={shown}
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
          );
        }}
      </LiveView>
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
