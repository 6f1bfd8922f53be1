import { Flex, Text } from '@backstage/ui';
import type {
  PinnedNodeState,
  PinView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

const STATES: Record<PinnedNodeState, string | undefined> = {
  current: undefined,
  'left-behind': 'Nothing asks for this node any more; what it made was left behind.',
  missing: 'There is no such node: it is gone, or has not been made yet.',
};

/** The node of a pin, with the name that it was set for, and with a sentence where the node is gone. */
export function PinnedNode({
  node,
  nodeState,
  movedFrom,
}: Pick<PinView, 'node' | 'nodeState' | 'movedFrom'>) {
  return (
    <Flex direction="column" gap="1">
      <code>{node}</code>
      {movedFrom && <Text color="secondary">Moved here from {movedFrom}.</Text>}
      {STATES[nodeState] && <Text color="warning">{STATES[nodeState]}</Text>}
    </Flex>
  );
}
