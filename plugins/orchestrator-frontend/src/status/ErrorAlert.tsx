import { Alert } from '@backstage/ui';
import { formatProblem } from '@tutti/score';
import { describeError } from './describeError';
import styles from './status.module.css';

/** Shows an error: what is wrong, where in the file, and nothing that only a programmer would understand. */
export function ErrorAlert(props: { title: string; error: Error }) {
  const { message, problems } = describeError(props.error);
  return (
    <Alert
      status="danger"
      icon
      title={props.title}
      description={
        <>
          <span>{message}</span>
          {problems.length > 0 && (
            <ul className={styles.problems}>
              {problems.map(problem => (
                <li key={formatProblem(problem)}>
                  <code>{formatProblem(problem)}</code>
                </li>
              ))}
            </ul>
          )}
        </>
      }
    />
  );
}
