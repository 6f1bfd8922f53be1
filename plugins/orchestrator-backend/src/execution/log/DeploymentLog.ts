import type { LoggerService } from '@backstage/backend-plugin-api';
import { DEPLOYMENT_SIGNAL_CHANNEL } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { appendLog, type NewLogLine } from '../../database/deployments/appendLog';
import { insertOutbox } from '../../database/execution/insertOutbox';
import { tellable } from './tellable';

const FLUSH_DELAY = 250;
const LONGEST_MESSAGE = 8_000;

/** What {@link DeploymentLog.create} needs. */
export interface DeploymentLogOptions {
  logger: LoggerService;
  environmentUid: string;
  deploymentUid: string;
  redactor: SecretRedactor;
  /** Runs a fenced transaction, one after the other, so that lines keep their order. */
  transact(work: (transaction: Knex.Transaction) => Promise<void>): Promise<void>;
}

/**
 * The live log of one deployment while its lane is in hand. Lines are redacted at once, collected for a quarter of a
 * second, and written under the fence; a line that explains a change is written in the transaction of that change.
 */
export class DeploymentLog {
  readonly #options: DeploymentLogOptions;
  #waiting: NewLogLine[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(options: DeploymentLogOptions) {
    this.#options = options;
  }

  static create(options: DeploymentLogOptions): DeploymentLog {
    return new DeploymentLog(options);
  }

  /** Adds a line, to be written soon or with the next change. */
  add(line: NewLogLine): void {
    if (this.#closed) {
      return; // a driver that did not stop when it was told to
    }
    const message = tellable(this.#options.redactor, line.message);
    this.#waiting.push({
      ...line,
      message:
        message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)} …` : message,
    });
    this.#timer ??= setTimeout(() => {
      this.flush().catch(error =>
        this.#options.logger.warn('Lines of a deployment log could not be written yet.', error),
      );
    }, FLUSH_DELAY).unref();
  }

  /** Writes what waits in the caller's fenced transaction; should that fail, the lines wait on. */
  async write(transaction: Knex.Transaction): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#waiting;
    this.#waiting = [];
    transaction.executionPromise.catch(() => {
      this.#waiting = [...lines, ...this.#waiting];
    });
    const { deploymentUid, environmentUid } = this.#options;
    await appendLog(transaction, deploymentUid, lines);
    await insertOutbox(transaction, environmentUid, [
      { kind: 'signal', topic: DEPLOYMENT_SIGNAL_CHANNEL, payload: { deploymentUid } },
    ]);
  }

  /** Writes what waits in a transaction of its own. @throws FenceLostError */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) {
      await this.#options.transact(transaction => this.write(transaction));
    }
  }

  /** Stops writing; what waits is dropped. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }
}
