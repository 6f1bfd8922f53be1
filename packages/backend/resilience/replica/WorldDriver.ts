import { createHash } from 'node:crypto';
import {
  cancelledError,
  conflictError,
  transientError,
  type Driver,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { post } from './post';
import type { PassBoundary } from './watchStatements';

/** What the driver asks of the world for one effect. */
export interface EffectRequest {
  replica: string;
  operation: 'apply' | 'destroy';
  key: string;
  fence: { epoch: number; counter: number };
  environment: string;
  deployment: string;
  node: string;
  ledgerUid: string;
  inputs: object;
  /** Digest of the generated password, by which it is seen whether it stays the same. */
  password?: string;
}

/** A thing of this flavour is made by a driver that does not stop when it is told to. */
export const STUBBORN = 'stubborn';

/** What {@link createWorldDriver} needs. */
export interface WorldDriverOptions {
  replica: string;
  /** Base address of the world. */
  world: string;
  pass: PassBoundary;
}

/**
 * A driver whose things live in a world of their own, reached over HTTP: slow, failing, and with a memory of every effect
 * that no crash of the product touches.
 */
export function createWorldDriver(options: WorldDriverOptions): Driver {
  const { replica, world, pass } = options;
  const effect = async (ctx: DriverContext, operation: EffectRequest['operation']) => {
    const password = operation === 'apply' ? await ctx.generate('password') : undefined;
    await ctx.assertOwned();
    const request: EffectRequest = {
      ...{ replica, operation, key: ctx.idempotencyKey, fence: ctx.fence },
      environment: ctx.environment.uid,
      deployment: ctx.deployment.uid,
      ...{ node: ctx.node, ledgerUid: ctx.ledgerUid, inputs: ctx.inputs },
      ...(password !== undefined && { password: digest(password) }),
    };
    const about = `${operation} ${ctx.node}`;
    pass('effect', 'before', about);
    const { signal } = ctx.inputs.flavour === STUBBORN ? new AbortController() : ctx;
    await ask(`${world}/effects`, request, signal);
    pass('effect', 'after', about);
    return password;
  };
  return {
    id: 'world',
    version: '1.0.0',
    stateVersion: 1,
    inputs: {
      type: 'object',
      properties: { flavour: { type: 'string', identity: true }, size: { type: 'integer' } },
    },
    plan: async ({ state, inputs }) => {
      const isSame = JSON.stringify(state?.inputs) === JSON.stringify(inputs);
      const action = isSame ? 'unchanged' : 'update';
      return { action: state ? action : 'create', differences: [] };
    },
    apply: async ctx => {
      const password = (await effect(ctx, 'apply')) as string;
      return {
        state: { inputs: ctx.inputs },
        outputs: { host: 'world', name: ctx.name },
        secretOutputs: { password },
        externalId: `world:${ctx.ledgerUid}`,
        evidence: { thing: ctx.ledgerUid },
      };
    },
    read: async ({ ledgerUid, signal }) => {
      const { alive } = await ask(`${world}/look`, { ledgerUid }, signal);
      return { presence: alive ? 'present' : 'absent', evidence: { thing: ledgerUid } };
    },
    destroy: async ctx => {
      await effect(ctx, 'destroy');
      return { presence: 'absent', evidence: { thing: ctx.ledgerUid } };
    },
  };
}

async function ask(url: string, body: object, signal: AbortSignal): Promise<{ alive?: boolean }> {
  let answer: { status: number; text: string };
  try {
    answer = await post(url, JSON.stringify(body), signal);
  } catch (error) {
    throw signal.aborted ? cancelledError() : transientError('The world did not answer.', error);
  }
  if (answer.status === 409) {
    throw conflictError('The world knows a newer fence.', answer.text);
  }
  if (answer.status !== 200) {
    throw transientError(`The world answered ${answer.status}.`);
  }
  return JSON.parse(answer.text);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
