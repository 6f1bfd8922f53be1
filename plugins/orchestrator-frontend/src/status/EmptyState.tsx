import { Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './status.module.css';

/** Says that there is nothing, and what to do about it. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty} role="status">
      <Flex direction="column" gap="2" align="center">
        <Text weight="bold">{props.title}</Text>
        {props.children && <Text color="secondary">{props.children}</Text>}
        {props.action}
      </Flex>
    </div>
  );
}
