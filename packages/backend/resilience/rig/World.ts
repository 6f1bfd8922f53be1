import fs from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EffectRequest } from '../replica/WorldDriver';

/** How the world is minded towards an effect that is asked for. */
export interface Mood {
  /** Milliseconds before the effect, and after it before the answer. */
  before: number;
  after: number;
  /** Nothing happens, and the answer is an error; or it happens, and the answer is lost. */
  failure?: 'before' | 'after';
}

/** One line of the world's own record, which nobody but the world writes. */
export interface WorldRecord extends Partial<EffectRequest> {
  /** Milliseconds of this machine's clock. */
  at: number;
  /**
   * `asked`: a request came; `done`: it had its effect now; `again`: it had its effect before; `refused`: its fence is
   * too old; `left`: who asked went away before the effect; `told`: an event was heard.
   */
  what: 'asked' | 'done' | 'again' | 'refused' | 'left' | 'told';
  topic?: string;
  payload?: { application: string; environment: string };
}

/** A thing that exists. */
export interface Thing {
  environment: string;
  node: string;
  ledgerUid: string;
  password: string;
}

/**
 * What is outside the product, in the process of the rig: things that drivers make, and an append-only file of all that
 * ever happened to them. It refuses a fence that is older than one it has seen, and does one effect per key.
 */
export class World {
  readonly records: WorldRecord[] = [];
  readonly things = new Map<string, Thing>();
  /** Decides about each effect. */
  mood: (request: EffectRequest) => Mood = () => ({ before: 0, after: 0 });
  readonly #file: number;
  readonly #server: http.Server;
  readonly #done = new Set<string>();
  readonly #fences = new Map<string, EffectRequest['fence']>();

  private constructor(file: string) {
    this.#file = fs.openSync(file, 'a');
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy()); // whoever asked has gone
    });
  }

  /** @param file - the record, one JSON object a line */
  static async start(file: string): Promise<World> {
    const world = new World(file);
    await new Promise<void>(resolve => {
      world.#server.listen(0, '127.0.0.1', resolve);
    });
    return world;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    fs.closeSync(this.#file);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (request.url === '/told') {
      this.#note({ what: 'told', ...body });
      response.end('{}');
    } else if (request.url === '/look') {
      response.end(JSON.stringify({ alive: this.things.has(body.ledgerUid) }));
    } else {
      await this.#effect(body, response);
    }
  }

  async #effect(request: EffectRequest, response: ServerResponse): Promise<void> {
    const { before, after, failure } = this.mood(request);
    this.#note({ what: 'asked', ...request });
    const hasLeft = await waitOrLeave(before, response);
    if (hasLeft) {
      this.#note({ what: 'left', ...request });
      if (hash(request.key) % 2 === 0) {
        return; // it never got through; the other half did
      }
    }
    if (failure === 'before') {
      response.writeHead(503).end();
      return;
    }
    if (this.#isStale(request)) {
      this.#note({ what: 'refused', ...request });
      response.writeHead(409).end('a newer fence');
      return;
    }
    this.#fences.set(request.environment, request.fence);
    const isNew = !this.#done.has(request.key);
    if (isNew) {
      this.#done.add(request.key);
      this.#change(request);
    }
    this.#note({ what: isNew ? 'done' : 'again', ...request });
    await waitOrLeave(after, response);
    if (failure === 'after') {
      response.destroy();
    } else {
      response.end('{}');
    }
  }

  #change({ operation, environment, node, ledgerUid, password }: EffectRequest): void {
    if (operation === 'apply') {
      this.things.set(ledgerUid, { environment, node, ledgerUid, password: password ?? '' });
    } else {
      this.things.delete(ledgerUid);
    }
  }

  #isStale({ environment, fence }: EffectRequest): boolean {
    const newest = this.#fences.get(environment);
    return (
      newest !== undefined &&
      (fence.epoch < newest.epoch ||
        (fence.epoch === newest.epoch && fence.counter < newest.counter))
    );
  }

  #note(record: Omit<WorldRecord, 'at'>): void {
    const full = { at: Date.now(), ...record };
    this.records.push(full);
    fs.writeSync(this.#file, `${JSON.stringify(full)}\n`);
  }
}

/** Waits; true when whoever asked went away meanwhile. */
async function waitOrLeave(milliseconds: number, response: ServerResponse): Promise<boolean> {
  if (milliseconds === 0) {
    return response.destroyed;
  }
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    response.once('close', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
}
