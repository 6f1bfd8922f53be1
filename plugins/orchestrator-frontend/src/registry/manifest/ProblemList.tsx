import type { Problem } from '@tutti/score';
import styles from './manifest.module.css';

/** Problems of manifests with their places; with `onShow` each leads to its line. */
export function ProblemList(props: {
  problems: readonly Problem[];
  /** For screen readers. */
  label: string;
  onShow?: (problem: Problem) => void;
}) {
  const { problems, label, onShow } = props;
  return (
    <ul className={styles.problems} aria-label={label}>
      {problems.map(problem => (
        <li key={`${placeWords(problem)} ${problem.message}`} data-severity={problem.severity}>
          {onShow && problem.line !== undefined ? (
            <button type="button" className={styles.place} onClick={() => onShow(problem)}>
              Line {problem.line}
            </button>
          ) : (
            <code>{placeWords(problem)}</code>
          )}{' '}
          {problem.message} {problem.hint && <em>{problem.hint}</em>}
        </li>
      ))}
    </ul>
  );
}

function placeWords({ source, line, column, pointer }: Problem): string {
  const place = line === undefined ? source : `${source}:${line}:${column ?? 1}`;
  return pointer ? `${place} ${pointer}` : place;
}
