import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PlanNode } from '@tutti/planner';
import { canonicalJson, type JsonObject, type JsonValue } from '@tutti/score';
import { v7 as uuid } from 'uuid';
import type { JournalOperation } from '../../database/execution/JournalEntry';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { RunChange } from '../changes/RunChange';
import type { ChosenEntry } from './chooseEntry';
import { moveOf } from './moveOf';
import { ledgerFacts } from './ledgerFacts';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';

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
  const { uid, environmentUid, updatedAt: _, ...columns } = entry;
  const { replaced, existing } = chosen;
  const gaveWay = replaced ? [{ uid: replaced.uid, changes: { role: 'replaced' as const } }] : [];
  const intent = await enterJournal(
    work,
    worked,
    { operation: 'apply', ledgerUid: uid, inputs, params },
    {
      updated: [...gaveWay, ...(existing ? [{ uid, changes: changed(existing, columns) }] : [])],
      moved: moveOf(node),
      made: existing ? [] : [{ uid, environmentUid, ...columns }],
    },
  );
  if (replaced) {
    work.ledger.change(replaced.uid, { role: 'replaced' });
  }
  work.ledger.set(entry);
  return { ...intent, entry };
}

/**
 * Writes down, before the driver is called, that an incarnation is about to be adopted. The row stays as its old driver
 * left it: should the new one not adopt it, nothing has become of it.
 */
export async function writeAdoptIntent(
  work: NodeWork,
  worked: WorkedNode,
  entry: LedgerEntry,
  resolved: { inputs: JsonObject; params: JsonObject },
): Promise<WrittenIntent> {
  const { uid: ledgerUid } = entry;
  const intent = await enterJournal(work, worked, { operation: 'adopt', ledgerUid, ...resolved });
  return { ...intent, entry };
}

/** Writes down, before the driver is called, that an incarnation is about to be destroyed. */
export async function writeDestroyIntent(
  work: NodeWork,
  worked: WorkedNode,
  entry: LedgerEntry,
): Promise<WrittenIntent> {
  const { uid: ledgerUid, inputs, params } = entry;
  const intent = await enterJournal(work, worked, {
    operation: 'destroy',
    ledgerUid,
    inputs,
    params,
  });
  return { ...intent, entry };
}

/**
 * Enters the effect into the journal. An effect of the same inputs whose outcome nobody knows is the same effect: it
 * keeps its key. A new key is made only when the last one's outcome is known, or something else is wanted; whatever was
 * begun before that is overtaken then: should it be wanted again, it is another effect.
 */
async function enterJournal(
  work: NodeWork,
  worked: WorkedNode,
  effect: { operation: JournalOperation; ledgerUid: string; inputs: JsonValue; params: JsonValue },
  change: RunChange = {},
): Promise<{ uid: string; idempotencyKey: string }> {
  const { run } = work;
  const { ciphers, keyRing } = run.services;
  const { operation, ledgerUid, inputs, params } = effect;
  const digest = keyRing.fingerprint(canonicalJson({ inputs, params }));
  const open = work.openIntents.get(ledgerUid);
  const same = open?.operation === operation && open.digest === digest ? open : undefined;
  const uid = same?.uid ?? uuid();
  const idempotencyKey = same?.idempotencyKey ?? uid;
  const verb = operation === 'destroy' ? 'destroy' : worked.node.action;
  const { position, status: from } = worked;
  const to = from === 'pending' ? 'running' : from;
  await run.write({
    ...change,
    settled: open && !same ? [{ uid: open.uid, outcome: 'overtaken' }] : [],
    nodes: [{ position, from, to, attempt: true }],
    intents: same
      ? []
      : [
          {
            uid,
            deploymentUid: run.deployment.uid,
            node: worked.node.node,
            ledgerUid,
            operation,
            idempotencyKey,
            intent: ciphers.sealIntent(uid, { inputs, params }),
            digest,
            fence: run.lane.fence,
          },
        ],
    lines: [
      {
        level: 'info',
        phase: phaseOf(worked.node),
        node: worked.node.node,
        message: same ? `Going on with ${verb} where it was interrupted.` : `Begins to ${verb}.`,
      },
    ],
    resourcesChanged: true,
  });
  worked.status = to;
  work.openIntents.set(ledgerUid, { uid, ledgerUid, operation, idempotencyKey, digest });
  return { uid, idempotencyKey };
}

/** What of an incarnation is not as it was. */
function changed(before: LedgerEntry, after: Partial<LedgerEntry>): Partial<LedgerEntry> {
  const known = before as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name]),
    ),
  );
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
