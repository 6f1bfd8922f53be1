import type { Criterion } from '@tutti/planner';
import { criterionWords } from '../plan/criterionWords';
import styles from './registry.module.css';

/** What a definition is for; a long list is cut short. */
export function CriteriaList(props: { criteria: Criterion[]; shown?: number }) {
  const { criteria, shown = criteria.length } = props;
  if (criteria.length === 0) {
    return <span className={styles.sub}>nothing by itself</span>;
  }
  return (
    <>
      {criteria.slice(0, shown).map(criterion => (
        <span key={criterionWords(criterion)} className={styles.chip}>
          {criterionWords(criterion)}
        </span>
      ))}
      {criteria.length > shown && <span className={styles.chip}>+{criteria.length - shown}</span>}
    </>
  );
}
