import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PlanNode } from '@tutti/planner';
import { canonicalJson, type JsonObject, type JsonValue } from '@tutti/score';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { countNodeAttempt } from '../../database/deployments/countNodeAttempt';
import { findOpenIntent } from '../../database/execution/findOpenIntent';
import { insertIntent } from '../../database/execution/insertIntent';
import type { JournalOperation } from '../../database/execution/JournalEntry';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { insertLedgerEntry } from '../../database/ledger/insertLedgerEntry';
import { updateLedgerEntry } from '../../database/ledger/updateLedgerEntry';
import { announce } from '../outbox/announce';
import type { ChosenEntry } from './chooseEntry';
import { ledgerFacts } from './ledgerFacts';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { setNodeStatus } from './setNodeStatus';

/** An effect that was written down and may now happen. */
export interface WrittenIntent {
  uid: string;
  idempotencyKey: string;
  entry: LedgerEntry;
}

/**
 * Writes down, in one fenced transaction and before the driver is called, that a node is about to be applied: the
 * journal's intent, and the ledger row, unsettled, and `not-checked` when it is new.
 */
export async function writeApplyIntent(
  work: NodeWork,
  worked: WorkedNode,
  chosen: ChosenEntry,
  resolved: { inputs: JsonObject; params: JsonObject; driver: Driver },
): Promise<WrittenIntent> {
  const { run } = work;
  const { node } = worked;
  const { inputs, params, driver } = resolved;
  const entry: LedgerEntry = chosen.existing
    ? {
        ...chosen.existing,
        ...(ledgerFacts(work, node) as Partial<LedgerEntry>),
        role: 'current',
        refersOnly: driver.refersOnly ?? false,
        params,
        inputs,
        deletionPending: false,
        settled: false,
      }
    : newEntry(work, node, chosen.uid, resolved);
  const intent = await run.transact(async transaction => {
    if (chosen.replaced) {
      await updateLedgerEntry(transaction, chosen.replaced.uid, { role: 'replaced' });
    }
    const { uid, environmentUid, updatedAt: _, ...columns } = entry;
    if (chosen.existing) {
      await updateLedgerEntry(transaction, uid, columns);
    } else {
      await insertLedgerEntry(transaction, { uid, environmentUid, ...columns });
    }
    return enterJournal(work, worked, transaction, {
      operation: 'apply',
      ledgerUid: uid,
      inputs,
      params,
    });
  });
  if (chosen.replaced) {
    work.ledger.set(chosen.replaced.uid, { ...chosen.replaced, role: 'replaced' });
  }
  work.ledger.set(entry.uid, entry);
  return { ...intent, entry };
}

/** Writes down, before the driver is called, that an incarnation is about to be destroyed. */
export async function writeDestroyIntent(
  work: NodeWork,
  worked: WorkedNode,
  entry: LedgerEntry,
): Promise<WrittenIntent> {
  const intent = await work.run.transact(transaction =>
    enterJournal(work, worked, transaction, {
      operation: 'destroy',
      ledgerUid: entry.uid,
      inputs: entry.inputs,
      params: entry.params,
    }),
  );
  return { ...intent, entry };
}

/**
 * Enters the effect into the journal. An effect of the same inputs whose outcome nobody knows is the same effect: it
 * keeps its key. A new key is made only when the last one's outcome is known, or something else is wanted.
 */
async function enterJournal(
  work: NodeWork,
  worked: WorkedNode,
  transaction: Knex.Transaction,
  effect: { operation: JournalOperation; ledgerUid: string; inputs: JsonValue; params: JsonValue },
): Promise<{ uid: string; idempotencyKey: string }> {
  const { run } = work;
  const { ciphers, keyRing } = run.services;
  const { operation, ledgerUid, inputs, params } = effect;
  const digest = keyRing.fingerprint(canonicalJson({ inputs, params }));
  const open = await findOpenIntent(transaction, { ledgerUid, operation });
  const same = open?.digest === digest ? open : undefined;
  const uid = same?.uid ?? uuid();
  const idempotencyKey = same?.idempotencyKey ?? uid;
  if (!same) {
    await insertIntent(transaction, {
      uid,
      deploymentUid: run.deployment.uid,
      node: worked.node.node,
      ledgerUid,
      operation,
      idempotencyKey,
      intent: ciphers.sealIntent(uid, { inputs, params }),
      digest,
      fence: run.lane.fence,
    });
  }
  if (worked.status === 'pending') {
    await setNodeStatus(work, worked, transaction, 'running');
  }
  await countNodeAttempt(transaction, {
    deploymentUid: run.deployment.uid,
    position: worked.position,
  });
  const verb = operation === 'destroy' ? 'destroy' : worked.node.action;
  run.log.add({
    level: 'info',
    phase: phaseOf(worked.node),
    node: worked.node.node,
    message: same ? `Going on with ${verb} where it was interrupted.` : `Begins to ${verb}.`,
  });
  await run.log.write(transaction);
  await announce(transaction, run.environment, { resourcesChanged: true });
  return { uid, idempotencyKey };
}

function newEntry(
  work: NodeWork,
  node: PlanNode,
  uid: string,
  { inputs, params, driver }: { inputs: JsonObject; params: JsonObject; driver: Driver },
): LedgerEntry {
  return {
    ...(ledgerFacts(work, node) as LedgerEntry),
    uid,
    environmentUid: work.run.environment.uid,
    role: 'current',
    incarnation: node.incarnation,
    name: node.name,
    refersOnly: driver.refersOnly ?? false,
    params,
    inputs,
    driverOutputs: {},
    outputs: {},
    presence: 'not-checked',
    readiness: 'not-checked',
    deletionPending: false,
    settled: false,
    updatedAt: '',
  };
}
