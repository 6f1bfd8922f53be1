import type { Driver, DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { KUBERNETES_DELIVERY_TYPE, resolveOutputs, type NodeId } from '@tutti/planner';
import { canonicalJson, isSecretValue, secretValue, type JsonObject } from '@tutti/score';
import {
  findExternalIdOwner,
  type ExternalIdOwner,
} from '../../database/ledger/findExternalIdOwner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { intentKey, type NodeWork, type WorkedNode } from './NodeWork';
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
  const schema = work.index.outputsOf(node.type);
  const { outputs, problems } = resolveOutputs(node, { ...result.outputs, ...marks }, schema);
  const problem = problems.find(({ severity }) => severity === 'error');
  const changedManifests =
    result.manifests !== undefined &&
    canonicalJson(result.manifests) !== canonicalJson(intent.entry.manifests ?? []);
  const unsettled = changedManifests ? deliveriesOf(work, node.node) : [];
  const write = async (): Promise<void> => {
    const owner = await findOwner(work, intent, driver, result);
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
    work.openIntents.delete(intentKey(intent.entry.uid, 'apply'));
    work.ledger.change(intent.entry.uid, changes);
    if (failure !== undefined) {
      work.firstError ??= `${node.node}: ${failure}`;
    }
  };
  try {
    await write();
  } catch (error) {
    if (!(await findOwner(work, intent, driver, result))) {
      throw error;
    }
    await write(); // somebody else took the external id just now
  }
}

/** Whose the thing is that a driver made, by the ledger, when it is somebody else's. */
async function findOwner(
  work: NodeWork,
  intent: WrittenIntent,
  driver: Driver,
  { externalId }: DriverResult,
): Promise<ExternalIdOwner | undefined> {
  return externalId === undefined || driver.refersOnly || externalId === intent.entry.externalId
    ? undefined
    : findExternalIdOwner(work.run.services.database, {
        driver: driver.id,
        externalId,
        except: intent.entry.uid,
      });
}

function deliveriesOf(work: NodeWork, node: NodeId): NodeId[] {
  return work.plan.nodes
    .filter(other => other.type === KUBERNETES_DELIVERY_TYPE && other.dependsOn.includes(node))
    .map(other => other.node);
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
