import { Text } from '@backstage/ui';
import { diffLines } from 'diff';
import styles from './definition.module.css';

/** Two texts line by line: `-` what is gone, `+` what has come; signs beside the colours, which not everybody sees. */
export function TextDiff(props: { before: string; after: string; label: string }) {
  const { before, after, label } = props;
  if (before === after) {
    return <Text color="secondary">They say the same.</Text>;
  }
  const lines = diffLines(before, after).flatMap(({ value, added, removed }) => {
    const sign = added ? '+' : '-';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map(line => ({ line, sign: added || removed ? sign : ' ' }));
  });
  return (
    <pre className={styles.diff} role="figure" aria-label={label}>
      {lines.map(({ line, sign }, index) => (
        <span key={index} data-sign={sign}>
          {sign} {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
