import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { identityChange, wasApplied } from '@tutti/planner';
import { canonicalJson, containsKnownAfter, containsSecret, type JsonObject } from '@tutti/score';
import { ApprovalExceededError } from './ApprovalExceededError';
import { assertNoNewFindings } from './assertNoNewFindings';
import { callDriver } from './callDriver';
import { chooseEntry, type ChosenEntry } from './chooseEntry';
import { failNode } from './failNode';
import { findHindrance } from '../restore/findHindrance';
import { lookAgain } from './lookAgain';
import { manifestsFor } from './manifestsFor';
import type { NodeWork, WorkedNode } from './NodeWork';
import { resolveForDriver } from './resolveForDriver';
import { settleWithoutEffect } from './settleWithoutEffect';
import { writeEvidence } from './writeEvidence';
import { writeApplyIntent } from './writeIntent';

/**
 * Brings one node to what the plan says: resolves its inputs with the outputs of the nodes made before it, writes the
 * intent, calls the driver, writes the evidence. What was not known when planning is looked at before.
 *
 * @throws ApprovalExceededError when the resolved inputs ask for more than was approved; nothing has happened then.
 */
export async function applyNode(work: NodeWork, worked: WorkedNode): Promise<void> {
  const { node } = worked;
  const driver = node.driver === undefined ? undefined : work.run.services.drivers.get(node.driver);
  if (!driver) {
    await failNode(work, worked, new Error(`The driver ${node.driver} is not installed.`));
    return;
  }
  const chosen = chooseEntry(work, node);
  const madeBy =
    chosen.existing && wasApplied(chosen.existing) ? chosen.existing.driver : driver.id;
  if (madeBy !== driver.id) {
    await failNode(
      work,
      worked,
      new Error(`The driver ${driver.id} cannot take over what ${madeBy} made.`),
    );
    return;
  }
  const resolved = resolveForDriver(work, node, driver, chosen.uid);
  if (typeof resolved === 'string') {
    await failNode(work, worked, new Error(resolved));
    return;
  }
  const { inputs, params } = resolved;
  assertWithinApproval(work, worked, driver, chosen, inputs);
  await assertNoNewFindings(work, worked, { inputs, params });
  if (isAlreadySo(worked, driver, chosen, inputs, params)) {
    await settleWithoutEffect(work, worked, chosen, 'Unchanged after all.');
    return;
  }
  const trouble = await lookAgain(work, worked, driver, chosen, { inputs, params });
  if (trouble) {
    await failNode(work, worked, trouble);
    return;
  }
  const intent = await writeApplyIntent(work, worked, chosen, { inputs, params, driver });
  const call = {
    driver,
    entry: intent.entry,
    inputs,
    params,
    idempotencyKey: intent.idempotencyKey,
    ...(driver.delivers && { manifests: manifestsFor(work, node) }),
  };
  const outcome =
    (await findHindrance(work, worked, chosen, call)) ??
    (await callDriver(work, worked, 'apply', call));
  if (outcome.kind === 'done') {
    await writeEvidence(work, worked, intent, driver, outcome.result);
  } else {
    await failNode(work, worked, outcome.error, {
      uid: intent.uid,
      ledgerUid: intent.entry.uid,
      definite: outcome.definite,
    });
  }
}

/** What was approved as an update may not turn out to be a replacement. */
function assertWithinApproval(
  work: NodeWork,
  { node }: WorkedNode,
  driver: Driver,
  chosen: ChosenEntry,
  inputs: JsonObject,
): void {
  const { existing } = chosen;
  const definition = work.index.definitionOf(node);
  if (node.action !== 'update' || !definition || !existing || !wasApplied(existing)) {
    return;
  }
  const [changed] = identityChange(existing.inputs, inputs, driver, definition.spec);
  if (changed !== undefined) {
    throw new ApprovalExceededError(
      `${node.node} was to be updated, but its input ${changed} turned out to be another one, so it would be replaced.`,
    );
  }
}

/**
 * Whether a node that was planned as an update, only because something that it depends on might change, is what it
 * should be. Deliveries are always called, since their manifests are no inputs; so is whoever takes secrets, since a
 * reference stays the same when its secret changes.
 */
function isAlreadySo(
  { node, status }: WorkedNode,
  driver: Driver,
  { existing }: ChosenEntry,
  inputs: JsonObject,
  params: JsonObject,
): boolean {
  return (
    node.action === 'update' &&
    status === 'pending' &&
    !driver.delivers &&
    existing !== undefined &&
    existing.settled &&
    existing.driver === driver.id &&
    existing.definition === node.definition &&
    existing.definitionVersion === node.definitionVersion &&
    (containsKnownAfter(node.inputs) || containsKnownAfter(node.params)) &&
    !containsSecret(inputs) &&
    !containsSecret(params) &&
    canonicalJson({ inputs, params }) ===
      canonicalJson({ inputs: existing.inputs, params: existing.params })
  );
}
