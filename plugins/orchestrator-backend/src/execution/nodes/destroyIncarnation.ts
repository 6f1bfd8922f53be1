import type { DriverAbsence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import { settleIntent } from '../../database/execution/settleIntent';
import { deleteLedgerEntry } from '../../database/ledger/deleteLedgerEntry';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { updateLedgerEntry } from '../../database/ledger/updateLedgerEntry';
import { announce } from '../outbox/announce';
import { isFinalNode } from '../../deployments/nodeStatus';
import { callDriver } from './callDriver';
import { failNode } from './failNode';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { setNodeStatus } from './setNodeStatus';
import { writeDestroyIntent, type WrittenIntent } from './writeIntent';

/**
 * Destroys one incarnation with its recorded inputs and definition version and freshly read secrets. Its row goes only
 * with evidence of absence; when the driver cannot tell, somebody has to look. `worked` is the node to blame: that of the
 * incarnation, or the one that replaced it and has succeeded already.
 */
export async function destroyIncarnation(
  work: NodeWork,
  worked: WorkedNode,
  entry: LedgerEntry,
): Promise<void> {
  const driver = work.run.services.drivers.get(entry.driver);
  if (!driver) {
    await failNode(work, worked, new Error(`The driver ${entry.driver} is not installed.`));
    return;
  }
  const intent = await writeDestroyIntent(work, worked, entry);
  const outcome = await callDriver(work, worked, 'destroy', {
    driver,
    entry,
    inputs: entry.inputs as JsonObject,
    params: entry.params as JsonObject,
    idempotencyKey: intent.idempotencyKey,
  });
  if (outcome.kind === 'done') {
    await writeAbsence(work, worked, intent, outcome.result);
  } else {
    await failNode(work, worked, outcome.error, { uid: intent.uid, definite: outcome.definite });
  }
}

async function writeAbsence(
  work: NodeWork,
  worked: WorkedNode,
  intent: WrittenIntent,
  { presence, evidence }: DriverAbsence,
): Promise<void> {
  const { run } = work;
  const { node } = worked;
  const { entry } = intent;
  const gone = presence === 'absent';
  const unknown: Partial<LedgerEntry> = { presence: 'unknown', settled: false };
  const message = gone ? 'Gone.' : 'The driver cannot tell whether it is gone.';
  await run.transact(async transaction => {
    if (gone) {
      await deleteLedgerEntry(transaction, entry.uid);
      await settleIntent(transaction, intent.uid, {
        outcome: 'succeeded',
        evidence: run.redactor.redactValue(evidence) as JsonObject,
      });
    } else {
      await updateLedgerEntry(transaction, entry.uid, unknown);
    }
    run.log.add({ level: gone ? 'info' : 'error', phase: phaseOf(node), node: node.node, message });
    if (!isFinalNode(worked.status)) {
      await setNodeStatus(work, worked, transaction, gone ? 'succeeded' : 'needs-attention', {
        error: gone ? undefined : message,
      });
    }
    await run.log.write(transaction);
    await announce(transaction, run.environment, { resourcesChanged: true });
  });
  if (gone) {
    work.ledger.delete(entry.uid);
  } else {
    work.ledger.set(entry.uid, { ...entry, ...unknown });
    work.needsAttention = true;
    work.firstError ??= `${node.node}: ${message}`;
  }
}
