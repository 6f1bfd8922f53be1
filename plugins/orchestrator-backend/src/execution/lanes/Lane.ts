import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** A lane in hand: one per environment, owned by whoever holds its fence. */
export interface Lane {
  environmentUid: string;
  fence: Fence;
}
