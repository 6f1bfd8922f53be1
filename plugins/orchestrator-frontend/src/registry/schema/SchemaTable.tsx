import { Text } from '@backstage/ui';
import type { JsonSchema } from '@tutti/planner';
import { DataTable } from '../../lists/DataTable';
import styles from '../registry.module.css';
import { schemaRows } from './schemaRows';

/** A JSON Schema as documentation: one row for each property. */
export function SchemaTable(props: {
  schema: JsonSchema;
  label: string;
  /** What a required property is called; of outputs nobody requires anything. Default: required. */
  requiredWord?: string;
}) {
  const { schema, label, requiredWord = 'required' } = props;
  const rows = schemaRows(schema);
  if (rows.length === 0) {
    return (
      <Text color="secondary">{schema.additionalProperties === false ? 'None.' : 'Anything.'}</Text>
    );
  }
  return (
    <DataTable
      label={label}
      items={rows}
      keyOf={({ path }) => path}
      columns={[
        {
          title: 'Name',
          cell: ({ path, isRequired }) => (
            <>
              <code>{path}</code>
              {isRequired && <span className={styles.sub}>{requiredWord}</span>}
            </>
          ),
        },
        {
          title: 'Type',
          cell: ({ type, isSecret, isIdentity }) => (
            <>
              {type} {isSecret && <span className={styles.chip}>secret</span>}
              {isIdentity && <span className={styles.chip}>a change replaces it</span>}
            </>
          ),
        },
        {
          title: 'Default',
          cell: ({ defaultValue }) => (defaultValue ? <code>{defaultValue}</code> : '–'),
        },
        { title: 'Meaning', cell: ({ description }) => description ?? '' },
      ]}
    />
  );
}
