import type { WaitingMessage } from '../../../database/execution/readOutbox';

/** Messages that say something else than those after them; of those that say the same the last one, in their order. */
export function distinctMessages(messages: readonly WaitingMessage[]): WaitingMessage[] {
  const last = new Map<string, WaitingMessage>();
  for (const message of messages) {
    const said = JSON.stringify([message.topic, message.payload]);
    last.delete(said); // so that it moves to the end
    last.set(said, message);
  }
  return [...last.values()];
}
