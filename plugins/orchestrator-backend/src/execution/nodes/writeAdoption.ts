import type { Driver, DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import type { LedgerColumns, LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { RunChange } from '../changes/RunChange';
import { findOwner } from './findOwner';
import { ledgerFacts } from './ledgerFacts';
import { moveOf } from './moveOf';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { readResult } from './readResult';
import { setNodeStatus } from './setNodeStatus';
import type { WrittenIntent } from './writeIntent';

/** What a driver adopted, and with what. */
export interface AdoptedResult {
  driver: Driver;
  result: DriverResult;
  inputs: JsonObject;
  params: JsonObject;
}

/**
 * Writes down what a driver adopted, in one fenced transaction: the row keeps its uid, incarnation and name, and is the new
 * driver's in everything else. When what was adopted is not what the type promises, or is somebody else's, the row stays
 * the old driver's, and the node fails.
 */
export async function writeAdoption(
  work: NodeWork,
  worked: WorkedNode,
  intent: WrittenIntent,
  adopted: AdoptedResult,
): Promise<void> {
  const { node } = worked;
  const { entry } = intent;
  const { driver, result } = adopted;
  const { columns, evidence, problem, unsettled } = await readResult(work, node, {
    ...{ entry, driver, result },
  });
  const write = async (): Promise<void> => {
    const owner = await findOwner(work, entry, driver, result);
    const failure = owner
      ? `${result.externalId} belongs to ${owner.node} of ${owner.application}/${owner.environment}.`
      : problem;
    const changes = { ...newColumns(work, worked, adopted), ...columns };
    const taken: RunChange = {
      updated: [{ uid: entry.uid, changes }],
      adopted: [namesOf(entry, driver, result)],
      moved: moveOf(node),
      unsettled,
    };
    const failed = failure !== undefined;
    await setNodeStatus(work, worked, failed ? 'failed' : 'succeeded', {
      ...(!failed && taken),
      settled: [
        { uid: intent.uid, outcome: failed ? 'failed' : 'succeeded', evidence, error: failure },
      ],
      lines: [
        {
          level: failed ? 'error' : 'info',
          phase: phaseOf(node),
          node: node.node,
          message: failure ?? `Adopted what ${entry.driver} made; nothing of it has changed.`,
        },
      ],
      ...(failed && { error: failure, errorClass: owner ? 'conflict' : 'permanent' }),
      resourcesChanged: true,
    });
    work.openIntents.delete(entry.uid);
    if (failed) {
      work.firstError ??= `${node.node}: ${failure}`;
    } else {
      work.ledger.change(entry.uid, withoutNull(changes));
    }
  };
  try {
    await write();
  } catch (error) {
    if (!(await findOwner(work, entry, driver, result))) {
      throw error;
    }
    await write(); // somebody else took the external id just now
  }
}

/** All that the old driver's row said and the new driver's does not is emptied. */
function newColumns(
  work: NodeWork,
  { node }: WorkedNode,
  { driver, result, inputs, params }: AdoptedResult,
): LedgerColumns {
  return {
    ...ledgerFacts(work, node),
    role: 'current',
    refersOnly: driver.refersOnly ?? false,
    ...{ params, inputs },
    ...{ secretOutputs: null, manifests: null },
    externalId: result.externalId ?? null,
    deletionPending: false,
    settled: true,
  };
}

/** What it was called, which nobody else may take from now on, and what it is called. */
function namesOf(entry: LedgerEntry, driver: Driver, { externalId: now }: DriverResult) {
  const { externalId: before, refersOnly } = entry;
  return {
    ledgerUid: entry.uid,
    ...(before !== undefined &&
      !refersOnly && { before: { driver: entry.driver, externalId: before } }),
    ...(now !== undefined && { now: { driver: driver.id, externalId: now } }),
  };
}

function withoutNull(changes: LedgerColumns): Partial<LedgerEntry> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [name, value === null ? undefined : value]),
  );
}
