import type { LoggerService } from '@backstage/backend-plugin-api';
import { DEPLOYMENT_SIGNAL_CHANNEL } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { appendLog, type NewLogLine } from '../../database/deployments/appendLog';
import { trimLog } from '../../database/deployments/trimLog';
import { insertOutbox } from '../../database/execution/insertOutbox';
import { tellable } from './tellable';
import { WaitingLines } from './WaitingLines';

const FLUSH_DELAY = 250;
/** Characters of one line; the rest is cut off. */
const LONGEST_MESSAGE = 8_000;
/** Pages that show the deployment are not told more often than this, but for changes of the deployment itself. */
const SIGNAL_INTERVAL = 250;
/** Characters that one write takes; so at most a megabyte is written in a second, however fast a driver talks. */
const LONGEST_WAIT = 250_000;
/** Bytes of a whole log. */
const LONGEST_LOG = 10_000_000;
/** The part of {@link LONGEST_LOG} that is written before somebody looks how long the log is. */
const SLACK = 1 / 8;

/** What {@link DeploymentLog.create} needs. */
export interface DeploymentLogOptions {
  logger: LoggerService;
  environmentUid: string;
  deploymentUid: string;
  redactor: SecretRedactor;
  /** Bytes that the log may have; then only its beginning and its end are kept. Default 10,000,000. */
  limit?: number;
  /** Runs a fenced transaction, one after the other, so that lines keep their order. */
  transact(work: (transaction: Knex.Transaction) => Promise<void>): Promise<void>;
}

/**
 * The live log of one deployment while its lane is in hand. Lines are redacted at once, collected for a quarter of a
 * second, and written under the fence; a line that explains a change is written in the transaction of that change.
 */
export class DeploymentLog {
  readonly #options: DeploymentLogOptions;
  readonly #waiting = WaitingLines.create(LONGEST_WAIT);
  /** Bytes since the size of the whole log was looked at. */
  #written = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #toldAt = 0;
  #owesSignal = false;

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
    this.#waiting.add(this.#bounded(line));
    this.#flushSoon();
  }

  /**
   * Writes what waits in the caller's fenced transaction, and then lines that explain what is changed in it; should it
   * fail, what waited waits on. Whoever shows the deployment is told.
   *
   * @param options - `explaining`: those lines; `often`: this is one of many changes, so telling of it may wait a little
   */
  async write(
    transaction: Knex.Transaction,
    options: { explaining?: readonly NewLogLine[]; often?: boolean } = {},
  ): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waited = this.#waiting.take();
    transaction.executionPromise.catch(() => {
      if (!this.#closed) {
        this.#waiting.putBack(waited);
      }
    });
    const { deploymentUid, environmentUid, limit = LONGEST_LOG } = this.#options;
    const lines = [...waited, ...(options.explaining ?? []).map(line => this.#bounded(line))];
    await appendLog(transaction, deploymentUid, lines);
    this.#written += lines.reduce((sum, line) => sum + Buffer.byteLength(line.message), 0);
    if (this.#written > limit * SLACK) {
      this.#written = 0;
      await trimLog(transaction, deploymentUid, limit);
    }
    if (options.often && performance.now() - this.#toldAt < SIGNAL_INTERVAL) {
      this.#owesSignal = true;
      this.#flushSoon();
      return;
    }
    this.#toldAt = performance.now();
    this.#owesSignal = false;
    await insertOutbox(transaction, environmentUid, [
      { kind: 'signal', topic: DEPLOYMENT_SIGNAL_CHANNEL, payload: { deploymentUid } },
    ]);
  }

  /** Writes what waits in a transaction of its own. @throws FenceLostError */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#waiting.isEmpty || this.#owesSignal) {
      await this.#options.transact(transaction => this.write(transaction));
    }
  }

  /** Stops writing; what waits is dropped. */
  close(): void {
    this.#closed = true;
    this.#owesSignal = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.flush().catch(error =>
        this.#options.logger.warn('Lines of a deployment log could not be written yet.', error),
      );
    }, FLUSH_DELAY).unref();
  }

  #bounded(line: NewLogLine): NewLogLine {
    const { redactor, logger } = this.#options;
    const whole = tellable(redactor, line.message);
    const more = whole.length - LONGEST_MESSAGE;
    const message =
      more > 0
        ? `${whole.slice(0, LONGEST_MESSAGE)} … (${more.toLocaleString('en')} more characters)`
        : whole;
    if (line.level !== 'info') {
      // Whoever looks after the installation looks there, and not at every deployment.
      const { node, phase } = line;
      logger[line.level](message, { ...(node && { node }), ...(phase && { phase }) });
    }
    return { ...line, message };
  }
}
