import { driverErrorClass } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { settleIntent } from '../../database/execution/settleIntent';
import { isFinalNode } from '../../deployments/nodeStatus';
import { tellable } from '../log/tellable';
import { announce } from '../outbox/announce';
import { phaseOf } from './phaseOf';
import type { NodeWork, WorkedNode } from './NodeWork';
import { setNodeStatus } from './setNodeStatus';

/** What is known of an intent whose operation failed. */
export interface FailedIntent {
  uid: string;
  /** The driver answered; false: it was stopped, and nobody knows how far it got, so its key stays in use. */
  definite: boolean;
}

/** Writes down that a node failed, and why; the message is redacted. */
export async function failNode(
  work: NodeWork,
  worked: WorkedNode,
  error: unknown,
  intent?: FailedIntent,
): Promise<void> {
  const { run } = work;
  const { node } = worked.node;
  const text = error instanceof Error ? error.message : String(error);
  const message = tellable(run.redactor, text);
  const sentence = `${node}: ${message}`;
  work.firstError ??= sentence;
  run.log.add({ level: 'error', phase: phaseOf(worked.node), node, message });
  await run.transact(async transaction => {
    if (intent?.definite) {
      await settleIntent(transaction, intent.uid, { outcome: 'failed', error: message });
    }
    if (!isFinalNode(worked.status)) {
      await setNodeStatus(work, worked, transaction, 'failed', {
        error: message,
        errorClass: driverErrorClass(error),
      });
    }
    await run.log.write(transaction);
    await announce(transaction, run.environment, { resourcesChanged: intent !== undefined });
  });
}
