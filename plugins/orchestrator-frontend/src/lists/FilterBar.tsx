import type { ReactNode } from 'react';
import styles from './lists.module.css';

/** The parts of a list's filter, side by side. */
export function FilterBar(props: {
  /** What is filtered, for screen readers: `resources`. */
  noun: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.bar} role="search" aria-label={`Filter of the ${props.noun}`}>
      {props.children}
    </div>
  );
}
