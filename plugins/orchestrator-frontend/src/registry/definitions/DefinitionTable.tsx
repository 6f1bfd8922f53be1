import type { DefinitionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { DataTable } from '../../lists/DataTable';
import { usePaths } from '../../routing/usePaths';
import { MaybeLink } from '../../status/MaybeLink';
import { StatusBadge } from '../../status/StatusBadge';
import { CriteriaList } from '../CriteriaList';
import styles from '../registry.module.css';

/** As many criteria as one row names. */
const SHOWN_CRITERIA = 3;

/** Definitions with what a platform engineer looks for first. */
export function DefinitionTable(props: { definitions: DefinitionView[] }) {
  const paths = usePaths();
  return (
    <DataTable
      label="Resource definitions"
      items={props.definitions}
      keyOf={({ name }) => name}
      columns={[
        {
          title: 'Name',
          cell: ({ name, title }) => (
            <>
              <MaybeLink to={paths.registry('definitions', name)}>{name}</MaybeLink>
              {title && <span className={styles.sub}>{title}</span>}
            </>
          ),
        },
        {
          title: 'Type',
          cell: ({ type }) => (
            <MaybeLink to={paths.registry('resource-types', type)}>{type}</MaybeLink>
          ),
        },
        { title: 'Driver', cell: ({ driver }) => driver },
        {
          title: 'For',
          cell: ({ criteria }) => <CriteriaList criteria={criteria} shown={SHOWN_CRITERIA} />,
        },
        {
          title: 'Status',
          cell: ({ status, version }) => (
            <>
              <StatusBadge status={status} />
              <span className={styles.sub}>version {version}</span>
            </>
          ),
        },
        {
          title: 'In use',
          isNumber: true,
          cell: ({ name, usage }) => (
            <MaybeLink to={paths.registry('definitions', name, 'usage')}>{usage}</MaybeLink>
          ),
        },
        {
          title: 'Source',
          cell: ({ source }) => (
            <>
              {source.name}
              <span className={styles.sub}>{source.file}</span>
            </>
          ),
        },
      ]}
    />
  );
}
