import { driverErrorClass } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { NodeChange } from '../../database/deployments/changeNodes';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { isFinalNode } from '../../deployments/nodeStatus';
import { tellable } from '../log/tellable';
import { phaseOf } from './phaseOf';
import type { NodeWork, WorkedNode } from './NodeWork';

/** What is known of an intent whose operation failed. */
export interface FailedIntent {
  uid: string;
  ledgerUid: string;
  /** The driver knows that it failed; false: nobody knows how far it got, so its key stays in use. */
  definite: boolean;
  /** It was to destroy. Default false. */
  destroys?: boolean;
}

/** Nobody knows whether it is there, let alone as it should be. */
const UNKNOWN: Partial<LedgerEntry> = { presence: 'unknown', settled: false };

/** It was there, and may have been destroyed before the answer was lost: only a driver can say by now. */
const NOT_CHECKED: Partial<LedgerEntry> = { presence: 'not-checked', settled: false };

/**
 * Writes down that a node failed, and why; the message is redacted. Where a driver was told to stop and has not come
 * back, the node needs attention: the driver may still be at work, so a person has to look before anything is begun anew.
 */
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
  const to = intent && isUnanswered(error) ? 'needs-attention' : 'failed';
  const isHalfDestroyed = intent?.destroys && !intent.definite;
  const afterDestruction = isHalfDestroyed ? NOT_CHECKED : undefined;
  const doubt = to === 'needs-attention' ? UNKNOWN : afterDestruction;
  work.firstError ??= sentence;
  const failed: NodeChange[] = isFinalNode(worked.status)
    ? []
    : [
        {
          position: worked.position,
          from: worked.status,
          to,
          error: message,
          errorClass: driverErrorClass(error),
        },
      ];
  await run.write({
    nodes: failed,
    settled: intent?.definite ? [{ uid: intent.uid, outcome: 'failed', error: message }] : [],
    updated: intent && doubt ? [{ uid: intent.ledgerUid, changes: doubt }] : [],
    lines: [{ level: 'error', phase: phaseOf(worked.node), node, message }],
    resourcesChanged: intent !== undefined,
  });
  if (failed.length > 0) {
    worked.status = to;
  }
  if (intent?.definite) {
    work.openIntents.delete(intent.ledgerUid);
  }
  if (intent && doubt) {
    work.ledger.change(intent.ledgerUid, doubt);
    work.needsAttention ||= to === 'needs-attention';
  }
}

function isUnanswered(error: unknown): boolean {
  return (error as Error).name === 'DriverUnresponsiveError';
}
