import {
  cancelledError,
  conflictError,
  type Adoption,
  type DriverContext,
  type Fence,
  type NodeManifests,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { NodeId } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import type { DeploymentPhase } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { readFence } from '../../database/execution/readFence';
import type { DeploymentRun } from '../DeploymentRun';

/** What one call of a driver is about. */
export interface DriverCall {
  node: NodeId;
  resource: { type: string; class: string; id: string };
  ledgerUid: string;
  name: string;
  /** Secrets as the driver's `secretInputs` says. */
  inputs: JsonObject;
  params: JsonObject;
  state?: JsonObject;
  /** With secrets in clear. */
  outputs?: JsonObject;
  idempotencyKey: string;
  signal: AbortSignal;
  phase: DeploymentPhase;
  generate: DriverContext['generate'];
  manifests?: NodeManifests[];
  adopting?: Adoption;
}

/** A context, and the end of it. */
export interface OpenDriverContext {
  context: DriverContext;
  /** Nothing that the driver does with the context from now on is written anywhere, nor may it begin an effect. */
  close(): void;
}

/** Puts together all that a driver gets to know for one operation on one node. */
export function openDriverContext(run: DeploymentRun, call: DriverCall): OpenDriverContext {
  const { services, deployment, environment, lane, log, redactor } = run;
  let closed = false;
  const line = (level: 'info' | 'warn' | 'error') => (message: string) => {
    if (!closed) {
      log.add({ level, phase: call.phase, node: call.node, message: String(message) });
    }
  };
  const throwIfOver = () => {
    if (closed || call.signal.aborted) {
      throw cancelledError();
    }
  };
  const context: DriverContext = {
    inputs: call.inputs,
    params: call.params,
    state: call.state,
    outputs: call.outputs,
    application: { id: environment.application },
    environment: { uid: environment.uid, id: environment.name, type: environment.type },
    deployment: {
      uid: deployment.uid,
      number: deployment.number,
      requestedBy: deployment.requestedBy,
      comment: deployment.comment,
      commit: deployment.commit,
    },
    node: call.node,
    resource: call.resource,
    ledgerUid: call.ledgerUid,
    name: call.name,
    idempotencyKey: call.idempotencyKey,
    fence: lane.fence,
    signal: call.signal,
    async generate(name, options) {
      throwIfOver();
      return call.generate(name, options);
    },
    manifests: call.manifests,
    adopting: call.adopting,
    async assertOwned() {
      throwIfOver();
      const owner = await readFence(services.database, lane.environmentUid);
      if (!owner || !sameFence(owner, lane.fence)) {
        throw conflictError(
          `Another worker has taken over environment ${environment.name} of ${environment.application}.`,
          owner ? `fence ${owner.epoch}.${owner.counter}` : 'nobody',
        );
      }
    },
    registerSecret: secret => redactor.register(secret),
    async fingerprintSecret(secret) {
      const clear = await services.secretStores.resolve(secret, { signal: call.signal });
      redactor.register(clear);
      return services.keyRing.fingerprint(clear);
    },
    logger: { info: line('info'), warn: line('warn'), error: line('error') },
  };
  return {
    context,
    close: () => {
      closed = true;
    },
  };
}

/** A context for a call that is waited for until it has ended. */
export function createDriverContext(run: DeploymentRun, call: DriverCall): DriverContext {
  return openDriverContext(run, call).context;
}

function sameFence(left: Fence, right: Fence): boolean {
  return left.epoch === right.epoch && left.counter === right.counter;
}
