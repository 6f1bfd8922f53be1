import { Flex, Select, Text } from '@backstage/ui';
import { DateTime } from 'luxon';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ErrorAlert } from '../status/ErrorAlert';
import styles from './deployment.module.css';
import { useLog } from './useLog';

const ALL = 'all';

/** The log of a deployment, live, with a filter by node. */
export function DeploymentLog(props: { uid: string }) {
  const { lines, complete, error } = useLog(props.uid);
  const [node, setNode] = useState<string>(ALL);
  const end = useRef<HTMLPreElement>(null);
  const nodes = useMemo(
    () => [...new Set(lines.flatMap(line => (line.node ? [line.node as string] : [])))].sort(),
    [lines],
  );
  const shown = node === ALL ? lines : lines.filter(line => line.node === node);

  useEffect(() => {
    if (end.current) {
      end.current.scrollTop = end.current.scrollHeight;
    }
  }, [shown.length]);

  return (
    <Flex direction="column" gap="2">
      <Flex align="end" justify="between">
        <Text as="h3" variant="title-x-small">
          Log
        </Text>
        <Select
          aria-label="Filter the log by node"
          size="small"
          options={[ALL, ...nodes].map(value => ({
            value,
            label: value === ALL ? 'All nodes' : value,
          }))}
          value={node}
          onChange={key => setNode(String(key ?? ALL))}
        />
      </Flex>
      {error && <ErrorAlert title="The log cannot be read right now" error={error} />}
      <pre className={styles.log} ref={end} aria-label="Log of the deployment">
        {shown.map(line => (
          <div key={line.cursor} className={styles[line.level]}>
            <span className={styles.time}>{DateTime.fromISO(line.at).toFormat('HH:mm:ss')}</span>{' '}
            {line.node && node === ALL ? `[${line.node}] ` : ''}
            {line.message}
          </div>
        ))}
        {shown.length === 0 && (complete ? 'No lines.' : 'Waiting for the first line…')}
      </pre>
    </Flex>
  );
}
