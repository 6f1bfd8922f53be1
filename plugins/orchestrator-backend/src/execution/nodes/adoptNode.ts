import { callDriver } from './callDriver';
import { failNode } from './failNode';
import type { NodeWork, WorkedNode } from './NodeWork';
import { resolveForDriver } from './resolveForDriver';
import { writeAdoption } from './writeAdoption';
import { writeAdoptIntent } from './writeIntent';

/**
 * Takes over what another driver made: resolves the inputs, writes the intent, has the new driver adopt it, and writes the
 * row anew. Until that is written the row is as the old driver left it; so it stays when anything fails, and after a crash
 * the same is done again under the same key.
 */
export async function adoptNode(work: NodeWork, worked: WorkedNode): Promise<void> {
  const { node } = worked;
  const fail = (sentence: string) => failNode(work, worked, new Error(sentence));
  const driver = node.driver === undefined ? undefined : work.run.services.drivers.get(node.driver);
  const entry = node.ledgerUid === undefined ? undefined : work.ledger.get(node.ledgerUid);
  if (!driver) {
    await fail(`The driver ${node.driver} is not installed.`);
    return;
  }
  if (!entry || entry.driver !== node.previousDriver) {
    await fail(`What ${node.previousDriver} made is not there any more as it was planned.`);
    return;
  }
  const resolved = resolveForDriver(work, node, driver, entry.uid);
  if (typeof resolved === 'string') {
    await fail(resolved);
    return;
  }
  const intent = await writeAdoptIntent(work, worked, entry, resolved);
  const outcome = await callDriver(work, worked, 'adopt', {
    ...{ driver, entry, ...resolved },
    idempotencyKey: intent.idempotencyKey,
  });
  if (outcome.kind === 'done') {
    await writeAdoption(work, worked, intent, { driver, result: outcome.result, ...resolved });
  } else {
    await failNode(work, worked, outcome.error, {
      uid: intent.uid,
      ledgerUid: entry.uid,
      definite: outcome.definite,
    });
  }
}
