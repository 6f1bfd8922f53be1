import type { Difference } from '@tutti/planner';
import styles from './plan.module.css';
import { showValue } from './showValue';

/** Field-level differences, each with what was and what will be; secrets are masked. */
export function Differences(props: { differences: readonly Difference[] }) {
  return (
    <>
      {props.differences.map(difference => (
        <pre key={difference.path} className={styles.code}>
          {difference.path}
          {'\n'}
          {difference.before !== undefined && (
            <span className={styles.before}>- {showValue(difference.before)}</span>
          )}
          {difference.before !== undefined && difference.after !== undefined && '\n'}
          {difference.after !== undefined && (
            <span className={styles.after}>+ {showValue(difference.after)}</span>
          )}
        </pre>
      ))}
    </>
  );
}
