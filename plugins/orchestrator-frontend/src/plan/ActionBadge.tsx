import type { PlanAction } from '@tutti/planner';
import styles from './plan.module.css';

/** What a deployment would do with a node; destructive actions stand out. */
export function ActionBadge(props: { action: PlanAction }) {
  return <span className={`${styles.action} ${styles[props.action] ?? ''}`}>{props.action}</span>;
}
