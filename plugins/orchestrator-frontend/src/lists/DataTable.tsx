import type { ReactNode } from 'react';
import styles from './lists.module.css';

/** A column of a {@link DataTable}. */
export interface DataColumn<T> {
  title: string;
  /** Numbers stand at the right. */
  isNumber?: boolean;
  cell: (item: T) => ReactNode;
}

/** A plain table: one row for each item, read well by screen readers and narrow windows. */
export function DataTable<T>(props: {
  /** For screen readers. */
  label: string;
  items: readonly T[];
  columns: readonly DataColumn<T>[];
  keyOf: (item: T) => string;
}) {
  const { label, items, columns, keyOf } = props;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? styles.number : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={keyOf(item)}>
              {columns.map(({ title, isNumber, cell }) => (
                <td key={title} className={isNumber ? styles.number : undefined}>
                  {cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
