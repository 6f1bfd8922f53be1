import type { Driver, DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { findOwner } from './findOwner';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { readResult } from './readResult';
import { setNodeStatus } from './setNodeStatus';
import type { WrittenIntent } from './writeIntent';

/**
 * Writes down what a driver made, in one fenced transaction: state and secrets as cipher text, outputs with references
 * in place of secrets, and the evidence. When what it made is not what the type promises, or belongs to somebody else,
 * all of it is kept all the same, and the node fails.
 */
export async function writeEvidence(
  work: NodeWork,
  worked: WorkedNode,
  intent: WrittenIntent,
  driver: Driver,
  result: DriverResult,
): Promise<void> {
  const { node } = worked;
  const { columns, evidence, problem, unsettled } = await readResult(work, node, {
    ...{ entry: intent.entry, driver, result },
  });
  const write = async (): Promise<void> => {
    const owner = await findOwner(work, intent.entry, driver, result);
    const failure = owner
      ? `${result.externalId} belongs to ${owner.node} of ${owner.application}/${owner.environment}.`
      : problem;
    const changes: Partial<LedgerEntry> = {
      ...columns,
      ...(result.externalId !== undefined && !owner && { externalId: result.externalId }),
      settled: failure === undefined,
    };
    const outcome = failure === undefined ? 'succeeded' : 'failed';
    await setNodeStatus(work, worked, outcome, {
      updated: [{ uid: intent.entry.uid, changes }],
      unsettled,
      settled: [{ uid: intent.uid, outcome, evidence, error: failure }],
      lines: [
        {
          level: failure === undefined ? 'info' : 'error',
          phase: phaseOf(node),
          node: node.node,
          message: failure ?? 'Done.',
        },
      ],
      ...(failure !== undefined && {
        error: failure,
        errorClass: owner ? 'conflict' : 'permanent',
      }),
      resourcesChanged: true,
    });
    work.openIntents.delete(intent.entry.uid);
    work.ledger.change(intent.entry.uid, changes);
    if (failure !== undefined) {
      work.firstError ??= `${node.node}: ${failure}`;
    }
  };
  try {
    await write();
  } catch (error) {
    if (!(await findOwner(work, intent.entry, driver, result))) {
      throw error;
    }
    await write(); // somebody else took the external id just now
  }
}
