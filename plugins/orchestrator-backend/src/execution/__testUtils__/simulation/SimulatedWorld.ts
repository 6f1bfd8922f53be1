import {
  cancelledError,
  conflictError,
  permanentError,
  transientError,
  type Driver,
  type DriverAbsence,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { canonicalJson, type JsonObject } from '@tutti/score';
import type { VirtualProcess } from './VirtualProcess';

/** How one call of a driver goes wrong. */
export type DriverFault =
  | 'transient'
  | 'transient-after' // after its effect
  | 'permanent'
  | 'conflict'
  | 'cancelled'
  | 'unknown' // a destroy cannot tell whether the thing is gone
  | 'hang' // until it is told to stop
  | 'hang-after' // after its effect
  | 'deaf'; // for ever, whatever it is told

/** A thing outside. */
export interface Thing {
  /** The incarnation that it was made for: drivers tag what they make. */
  ledgerUid: string;
  environment: string;
  node: string;
  password: string;
  inputs: JsonObject;
  fence: number;
}

/** One effect outside, in the order in which they happened. */
export interface Effect {
  process: string;
  environment: string;
  deployment: number;
  fence: number;
  key: string;
  node: string;
  operation: 'apply' | 'destroy';
  /** Whether it was done already under this key. */
  repeated: boolean;
}

/** What a call is, for whoever decides about its faults. */
export interface DriverCallFacts {
  driver: string;
  operation: 'apply' | 'destroy';
  environment: string;
  /** Counts all calls from 1. */
  call: number;
}

/**
 * The world outside of the orchestrator in a simulation: the only truth about what exists. It outlives every process,
 * keeps fencing numbers as systems outside do, and writes down what should never have happened.
 */
export class SimulatedWorld {
  readonly things = new Map<string, Thing>();
  readonly effects: Effect[] = [];
  /** What was delivered last, by environment: the parameters of its workloads by name. */
  readonly delivered = new Map<string, Record<string, unknown>>();
  /** Sentences about what should never have happened. */
  readonly violations: string[] = [];
  /** The value that was generated for each incarnation. */
  readonly passwords = new Map<string, string>();
  /** Which calls go wrong. */
  faults: (call: DriverCallFacts) => DriverFault | undefined = () => undefined;
  /** Looked at before something is destroyed; answers with a sentence when it may not be. */
  mayDestroy: (thing: Thing) => Promise<string | undefined> = async () => undefined;
  readonly #fences = new Map<string, number>();
  readonly #digests = new Map<string, string>();
  readonly #done = new Set<string>();
  #calls = 0;

  /** The drivers as one process has them. */
  drivers(process: VirtualProcess): Driver[] {
    const shared = { version: '1', stateVersion: 1 };
    const read = async (): Promise<never> => {
      throw permanentError('Nobody reads in a simulation.');
    };
    const absent = async () => ({ presence: 'absent' as const, evidence: {} });
    return [
      {
        ...shared,
        id: 'static',
        inputs: { type: 'object' },
        secretInputs: 'reference',
        refersOnly: true,
        plan: async ctx => ({ action: ctx.state ? 'update' : 'create', differences: [] }),
        apply: async ctx => ({ state: { applied: true }, outputs: ctx.inputs }),
        read,
        destroy: absent,
      },
      {
        ...shared,
        id: 'database',
        inputs: {
          type: 'object',
          required: ['database'],
          properties: {
            server: { type: 'object' },
            database: { type: 'string', identity: true },
            size: { type: 'integer' },
            admin: { type: 'string', secret: true },
          },
        },
        plan: async ctx => ({
          action: ctx.state ? 'update' : 'create',
          differences: [],
          externalId: externalIdOf(ctx),
        }),
        apply: ctx => this.#apply(process, ctx),
        read,
        destroy: ctx => this.#destroy(process, ctx),
      },
      {
        ...shared,
        id: 'workload',
        inputs: { type: 'object' },
        secretInputs: 'reference',
        producesManifests: true,
        plan: async ctx => ({ action: ctx.state ? 'update' : 'create', differences: [] }),
        apply: async ctx => ({
          state: { applied: true },
          outputs: { service: { name: ctx.resource.id } },
          manifests: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              metadata: { name: ctx.resource.id },
              spec: ctx.params,
            },
          ],
        }),
        read,
        destroy: absent,
      },
      {
        ...shared,
        id: 'delivery',
        inputs: { type: 'object' },
        delivers: true,
        plan: async () => ({ action: 'update', differences: [] }),
        apply: ctx => this.#deliver(process, ctx),
        read,
        destroy: absent,
      },
    ];
  }

  async #apply(process: VirtualProcess, ctx: DriverContext) {
    const fault = await this.#begin(process, ctx, 'database', 'apply');
    const password = await ctx.generate('password');
    this.#checkPassword(ctx, password);
    ctx.logger.info(`Making ${ctx.name} with password ${password}.`);
    await this.#own(process, ctx);
    this.#note(process, ctx, 'apply');
    this.things.set(ctx.ledgerUid, {
      ...{ ledgerUid: ctx.ledgerUid, environment: ctx.environment.uid, node: ctx.node, password },
      ...{ inputs: ctx.inputs, fence: ctx.fence.counter },
    });
    await process.pass();
    await failAfter(fault, ctx);
    return {
      state: { applied: true },
      outputs: { host: 'pg', port: 5432, name: ctx.name, username: ctx.name },
      secretOutputs: { password },
      evidence: { connectedTo: `postgres://${ctx.name}:${password}@pg` },
      externalId: externalIdOf(ctx),
    };
  }

  async #destroy(process: VirtualProcess, ctx: DriverContext): Promise<DriverAbsence> {
    const fault = await this.#begin(process, ctx, 'database', 'destroy');
    await this.#own(process, ctx);
    const thing = this.things.get(ctx.ledgerUid);
    const objection = thing && (await this.mayDestroy(thing));
    if (objection) {
      this.violations.push(objection);
    }
    this.#note(process, ctx, 'destroy');
    if (fault === 'unknown') {
      return { presence: 'unknown' as const, evidence: {} };
    }
    this.things.delete(ctx.ledgerUid);
    await process.pass();
    await failAfter(fault, ctx);
    return { presence: 'absent' as const, evidence: { looked: true } };
  }

  async #deliver(process: VirtualProcess, ctx: DriverContext) {
    const fault = await this.#begin(process, ctx, 'delivery', 'apply');
    await this.#own(process, ctx);
    this.#note(process, ctx, 'apply');
    const workloads = (ctx.manifests ?? []).flatMap(({ objects }) =>
      objects.map(object => [nameOf(object.metadata), object.spec] as const),
    );
    this.delivered.set(ctx.environment.uid, Object.fromEntries(workloads));
    await process.pass();
    await failAfter(fault, ctx);
    return { state: {}, outputs: {}, evidence: { effects: this.effects.length } };
  }

  async #begin(
    process: VirtualProcess,
    ctx: DriverContext,
    driver: string,
    operation: 'apply' | 'destroy',
  ): Promise<DriverFault | undefined> {
    await process.pass();
    this.#calls += 1;
    const facts = { driver, operation, environment: ctx.environment.uid, call: this.#calls };
    const fault = this.faults(facts);
    await failBefore(fault, ctx);
    return fault;
  }

  /** What systems outside do themselves: nobody may change what somebody with a higher number has changed. */
  async #own(process: VirtualProcess, ctx: DriverContext): Promise<void> {
    await ctx.assertOwned();
    await process.pass();
    const highest = this.#fences.get(ctx.ledgerUid) ?? 0;
    if (ctx.fence.counter < highest) {
      throw conflictError('It was changed by somebody with a higher number.', `fence ${highest}`);
    }
    this.#fences.set(ctx.ledgerUid, ctx.fence.counter);
  }

  #note(process: VirtualProcess, ctx: DriverContext, operation: 'apply' | 'destroy'): void {
    const { idempotencyKey: key, node } = ctx;
    const digest = canonicalJson({ operation, inputs: ctx.inputs, uid: ctx.ledgerUid });
    const known = this.#digests.get(key);
    if (known !== undefined && known !== digest) {
      this.violations.push(`${node}: the idempotency key ${key} was used for two effects.`);
    }
    this.#digests.set(key, digest);
    this.effects.push({
      ...{ process: process.name, environment: ctx.environment.uid, node, key, operation },
      ...{ deployment: ctx.deployment.number, fence: ctx.fence.counter },
      repeated: this.#done.has(key),
    });
    this.#done.add(key);
  }

  #checkPassword(ctx: DriverContext, password: string): void {
    const known = this.passwords.get(ctx.ledgerUid);
    if (known !== undefined && known !== password) {
      this.violations.push(`${ctx.node}: its generated password changed.`);
    }
    this.passwords.set(ctx.ledgerUid, password);
  }
}

function nameOf(metadata: unknown): string {
  return String((metadata as { name?: string } | undefined)?.name);
}

function externalIdOf(ctx: DriverContext): string {
  return `pg/${ctx.environment.uid}/${String(ctx.inputs.database)}`;
}

async function failBefore(fault: DriverFault | undefined, ctx: DriverContext): Promise<void> {
  switch (fault) {
    case 'transient':
      throw transientError('The network is slow.');
    case 'permanent':
      throw permanentError('The disk is full.');
    case 'conflict':
      throw conflictError('Somebody else holds it.', 'somebody');
    case 'cancelled':
      throw cancelledError();
    case 'hang':
      await untilAborted(ctx.signal);
      break;
    case 'deaf':
      await new Promise(() => {});
      break;
    default:
  }
}

async function failAfter(fault: DriverFault | undefined, ctx: DriverContext): Promise<void> {
  if (fault === 'transient-after') {
    throw transientError('The connection was lost before the answer.');
  }
  if (fault === 'hang-after') {
    await untilAborted(ctx.signal);
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(cancelledError());
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}
