import { Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';

/** The head of a page of the registry: what it shows, in one sentence what that is, and what can be done. */
export function RoomHeader(props: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Flex justify="between" align="start" gap="4">
      <div>
        <Text as="h2" variant="title-small">
          {props.title}
        </Text>
        {props.children && (
          <Text as="p" variant="body-medium" color="secondary">
            {props.children}
          </Text>
        )}
      </div>
      {props.actions}
    </Flex>
  );
}
