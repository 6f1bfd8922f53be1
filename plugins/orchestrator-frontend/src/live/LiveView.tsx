import { Progress } from '@backstage/core-components';
import { Button, Flex } from '@backstage/ui';
import type { ReactNode } from 'react';
import { ErrorAlert } from '../status/ErrorAlert';
import type { Live } from './useLive';

/**
 * Shows a value that is kept up to date: a bar while nothing has arrived, the error with a way to ask again, and above
 * an older value the error that keeps a newer one away.
 */
export function LiveView<T>(props: {
  live: Live<T>;
  /** What cannot be shown: `The definitions cannot be shown`. */
  errorTitle: string;
  /** Where to go when there is nothing to show, beside asking again. */
  wayOut?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const { live, errorTitle, wayOut, children } = props;
  if (live.loading) {
    return <Progress />;
  }
  const error = live.error && (
    <Flex direction="column" gap="2" align="start">
      <ErrorAlert
        title={live.value === undefined ? errorTitle : 'The newest state cannot be read right now'}
        error={live.error}
      />
      <Flex gap="3" align="center">
        <Button size="small" variant="secondary" onPress={live.refresh}>
          Try again
        </Button>
        {live.value === undefined && wayOut}
      </Flex>
    </Flex>
  );
  return (
    <Flex direction="column" gap="4">
      {error}
      {live.value !== undefined && children(live.value)}
    </Flex>
  );
}
