import type { DriverAbsence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { isFinalNode } from '../../deployments/nodeStatus';
import { callDriver } from './callDriver';
import { failNode } from './failNode';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
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
    await failNode(work, worked, outcome.error, {
      uid: intent.uid,
      ledgerUid: entry.uid,
      definite: outcome.definite,
      destroys: true,
    });
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
  const to = gone ? 'succeeded' : 'needs-attention';
  const ended = isFinalNode(worked.status)
    ? []
    : [
        {
          position: worked.position,
          from: worked.status,
          to,
          error: gone ? undefined : message,
        } as const,
      ];
  await run.write({
    nodes: ended,
    ...(gone
      ? {
          gone: [entry.uid],
          settled: [
            {
              uid: intent.uid,
              outcome: 'succeeded',
              evidence: run.redactor.redactValue(evidence) as JsonObject,
            },
          ],
        }
      : { updated: [{ uid: entry.uid, changes: unknown }] }),
    lines: [{ level: gone ? 'info' : 'error', phase: phaseOf(node), node: node.node, message }],
    resourcesChanged: true,
  });
  if (ended.length > 0) {
    worked.status = to;
  }
  if (gone) {
    work.openIntents.delete(entry.uid);
    work.ledger.delete(entry.uid);
  } else {
    work.ledger.change(entry.uid, unknown);
    work.needsAttention = true;
    work.firstError ??= `${node.node}: ${message}`;
  }
}
