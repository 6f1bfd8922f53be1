import type { WaitingMessage } from '../../database/execution/readOutbox';

/** Messages by what a function says of them, in their order. */
export function messagesBy(
  messages: readonly WaitingMessage[],
  keyOf: (message: WaitingMessage) => string,
): Map<string, WaitingMessage[]> {
  const groups = new Map<string, WaitingMessage[]>();
  for (const message of messages) {
    const key = keyOf(message);
    const group = groups.get(key);
    if (group) {
      group.push(message);
    } else {
      groups.set(key, [message]);
    }
  }
  return groups;
}
