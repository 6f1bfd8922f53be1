import type { Driver, DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { KUBERNETES_DELIVERY_TYPE, resolveOutputs } from '@tutti/planner';
import { canonicalJson, isSecretValue, secretValue, type JsonObject } from '@tutti/score';
import { settleIntent } from '../../database/execution/settleIntent';
import { findExternalIdOwner } from '../../database/ledger/findExternalIdOwner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { unsettleNodes } from '../../database/ledger/unsettleNodes';
import { updateLedgerEntry } from '../../database/ledger/updateLedgerEntry';
import { announce } from '../outbox/announce';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
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
  const { run } = work;
  const { services } = run;
  const { node } = worked;
  const secrets = await clearSecretOutputs(work, result);
  // Only now all secrets are known that it may not hold.
  const evidence = run.redactor.redactValue(result.evidence ?? {}) as JsonObject;
  const marks = Object.fromEntries(
    Object.keys(secrets).map(property => [
      property,
      secretValue([{ store: 'ledger', key: intent.entry.uid, property }]),
    ]),
  );
  const schema = work.registry.resourceTypes.find(type => type.name === node.type)?.outputs ?? {};
  const { outputs, problems } = resolveOutputs(node, { ...result.outputs, ...marks }, schema);
  const problem = problems.find(({ severity }) => severity === 'error');
  const changedManifests =
    result.manifests !== undefined &&
    canonicalJson(result.manifests) !== canonicalJson(intent.entry.manifests ?? []);
  const deliveries = work.plan.nodes.filter(
    other => other.type === KUBERNETES_DELIVERY_TYPE && other.dependsOn.includes(node.node),
  );
  const written = await run.transact(async transaction => {
    const owner =
      result.externalId === undefined || driver.refersOnly
        ? undefined
        : await findExternalIdOwner(transaction, {
            driver: driver.id,
            externalId: result.externalId,
            except: intent.entry.uid,
          });
    const failure = owner
      ? `${result.externalId} belongs to ${owner.node} of ${owner.application}/${owner.environment}.`
      : problem?.message;
    const changes: Partial<LedgerEntry> = {
      driverOutputs: result.outputs,
      outputs,
      state: services.ciphers.seal(intent.entry.uid, 'state', result.state),
      stateVersion: driver.stateVersion,
      ...(Object.keys(secrets).length > 0 && {
        secretOutputs: services.ciphers.seal(intent.entry.uid, 'secret_outputs', secrets),
      }),
      ...(result.manifests && { manifests: result.manifests }),
      ...(result.externalId !== undefined && !owner && { externalId: result.externalId }),
      presence: 'present',
      settled: failure === undefined,
      evidence,
    };
    await updateLedgerEntry(transaction, intent.entry.uid, changes);
    if (changedManifests) {
      await unsettleNodes(
        transaction,
        run.environment.uid,
        deliveries.map(other => other.node),
      );
    }
    await settleIntent(transaction, intent.uid, {
      outcome: failure === undefined ? 'succeeded' : 'failed',
      evidence,
      error: failure,
    });
    run.log.add({
      level: failure === undefined ? 'info' : 'error',
      phase: phaseOf(node),
      node: node.node,
      message: failure ?? 'Done.',
    });
    if (failure === undefined) {
      await setNodeStatus(work, worked, transaction, 'succeeded');
    } else {
      await setNodeStatus(work, worked, transaction, 'failed', {
        error: failure,
        errorClass: owner ? 'conflict' : 'permanent',
      });
    }
    await run.log.write(transaction);
    await announce(transaction, run.environment, { resourcesChanged: true });
    return { changes, failure };
  });
  const current = work.ledger.get(intent.entry.uid) ?? intent.entry;
  work.ledger.set(intent.entry.uid, { ...current, ...written.changes });
  if (written.failure !== undefined) {
    work.firstError ??= `${node.node}: ${written.failure}`;
  }
}

async function clearSecretOutputs(work: NodeWork, result: DriverResult): Promise<JsonObject> {
  const { services, redactor } = work.run;
  const secrets: JsonObject = {};
  for (const [name, value] of Object.entries(result.secretOutputs ?? {})) {
    const clear = isSecretValue(value) ? await services.secretStores.resolve(value) : String(value);
    redactor.register(clear);
    secrets[name] = clear;
  }
  return secrets;
}
