import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { ReplicaSettings } from '../replica/ReplicaSettings';

/** A process of the product. Freezing and killing are the real signals. */
export class Replica {
  readonly name: string;
  readonly url: string;
  readonly ready: Promise<void>;
  /** When it ended, in milliseconds of this machine's clock. */
  readonly ended: Promise<number>;
  readonly #process: ChildProcess;
  #isRunning = true;
  #isReady = false;
  #isFrozen = false;

  private constructor(settings: ReplicaSettings, child: ChildProcess, log: string) {
    this.name = settings.name;
    this.url = `http://127.0.0.1:${settings.port}/api/platform-orchestrator/v1`;
    this.#process = child;
    this.ended = new Promise(resolve => {
      child.once('exit', () => {
        this.#isRunning = false;
        this.#isReady = false;
        resolve(Date.now());
      });
    });
    this.ready = new Promise((resolve, reject) => {
      child.on('message', message => {
        // Libraries use the same channel for their own.
        if ((message as { kind?: string }).kind === 'ready') {
          this.#isReady = true;
          resolve();
        }
      });
      this.ended.then(() =>
        reject(new Error(`The replica ${this.name} ended before it was ready; see ${log}.`)),
      );
    });
    this.ready.catch(() => undefined); // whoever waits for it hears of it
    child.send(settings);
  }

  /**
   * @param root - the sources that it runs
   * @param logFolder - gets its log
   */
  static start(settings: ReplicaSettings, root: string, logFolder: string): Replica {
    const log = path.join(logFolder, `${settings.name}.log`);
    const output = fs.openSync(log, 'a');
    const replica = path.join(root, 'packages/backend/resilience/replica');
    const child = spawn(
      process.execPath,
      [
        ...['--require', path.join(replica, 'ownPackages.cjs')],
        ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
        path.join(replica, 'startReplica.ts'),
      ],
      {
        cwd: root,
        stdio: ['ignore', output, output, 'ipc'],
        env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'info' },
      },
    );
    fs.closeSync(output);
    return new Replica(settings, child, log);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Whether it can be asked something now. */
  get isServing(): boolean {
    return this.#isReady && !this.#isFrozen;
  }

  /** What it says to a probe of readiness. */
  async readiness(): Promise<{ status: number; text: string }> {
    const { origin } = new URL(this.url);
    const answer = await fetch(`${origin}/.backstage/health/v1/readiness`, {
      signal: AbortSignal.timeout(5_000),
    });
    return { status: answer.status, text: await answer.text() };
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** kill -9. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** Asks it to end, as an installation does before an update. */
  terminate(): void {
    this.thaw();
    this.#process.kill('SIGTERM');
  }

  freeze(): void {
    this.#isFrozen = true;
    this.#process.kill('SIGSTOP');
  }

  thaw(): void {
    this.#isFrozen = false;
    this.#process.kill('SIGCONT');
  }
}
