import { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import type { EnvironmentRecord } from '../environments/Environments';
import type { MovedPin } from '../database/registry/movePins';
import { auditMovedPin } from '../registry/pins/auditMovedPin';
import { afterCommit } from '../telemetry';
import type { ExecutionServices } from './ExecutionServices';
import { announce } from './outbox/announce';
import { GroupCommit } from './changes/GroupCommit';
import type { RunChange } from './changes/RunChange';
import { writeChanges } from './changes/writeChanges';
import { fencedTransaction } from './lanes/fencedTransaction';
import type { Lane } from './lanes/Lane';
import { DeploymentLog } from './log/DeploymentLog';

/** Others hear of changed resources so often while a deployment goes on, in milliseconds, and when it ends. */
const RESOURCES_INTERVAL = 2_000;

/** What {@link DeploymentRun.create} needs. */
export interface DeploymentRunOptions {
  services: ExecutionServices;
  lane: Lane;
  environment: EnvironmentRecord;
  deployment: DeploymentRecord;
  /** Aborts when the lane is lost, the process stops, or the deployment is cancelled or out of time. */
  signal: AbortSignal;
}

/** One deployment in the hands of the worker that owns its lane: what all steps share. */
export class DeploymentRun {
  readonly services: ExecutionServices;
  readonly lane: Lane;
  readonly environment: EnvironmentRecord;
  readonly deployment: DeploymentRecord;
  readonly signal: AbortSignal;
  readonly redactor = new SecretRedactor();
  readonly log: DeploymentLog;
  readonly #changes: GroupCommit<RunChange>;
  readonly #abandon = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #toldAt = performance.now();

  private constructor(options: DeploymentRunOptions) {
    this.services = options.services;
    this.lane = options.lane;
    this.environment = options.environment;
    this.deployment = options.deployment;
    this.signal = AbortSignal.any([options.signal, this.#abandon.signal]);
    this.log = DeploymentLog.create({
      logger: options.services.logger,
      environmentUid: options.environment.uid,
      deploymentUid: options.deployment.uid,
      redactor: this.redactor,
      transact: work => this.transact(work),
    });
    this.#changes = GroupCommit.create({
      commit: changes =>
        fencedTransaction(this.services.database, this.lane, transaction =>
          this.#write(transaction, changes),
        ),
      inTurn: work => this.#inTurn(work),
      isFinal: error => (error as Error).name === 'FenceLostError',
    });
  }

  static create(options: DeploymentRunOptions): DeploymentRun {
    return new DeploymentRun(options);
  }

  /**
   * Runs a fenced transaction after those that were asked for before; log lines that wait are written by whoever calls
   * `log.write` in it.
   *
   * @throws FenceLostError
   */
  transact<T>(work: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#inTurn(() => fencedTransaction(this.services.database, this.lane, work));
  }

  /**
   * Writes what a step of work on a node wants written, together with what other steps want written at the same time, in
   * one fenced transaction.
   *
   * @throws FenceLostError
   */
  write(change: RunChange): Promise<void> {
    return this.#changes.write(change);
  }

  /** Tells whatever is still under way in this run to stop, because of an error that makes its work void. */
  abandon(reason: Error): void {
    this.#abandon.abort(reason);
  }

  async #write(transaction: Knex.Transaction, changes: RunChange[]): Promise<void> {
    const { environment, deployment } = this;
    const { uid: environmentUid, applicationUid } = environment;
    const about = { deploymentUid: deployment.uid, environmentUid, applicationUid };
    const movedPins = await writeChanges(transaction, about, changes);
    for (const pin of movedPins) {
      this.log.add({ level: 'info', phase: 'create', node: pin.to, message: movedPinWords(pin) });
    }
    afterCommit(transaction, () => this.#audit(movedPins));
    const explaining = changes.flatMap(change => change.lines ?? []);
    await this.log.write(transaction, { explaining, often: true });
    const isDue = performance.now() - this.#toldAt > RESOURCES_INTERVAL;
    if (isDue && changes.some(change => change.resourcesChanged)) {
      this.#toldAt = performance.now();
      await announce(transaction, environment, { resourcesChanged: true });
    }
  }

  #audit(pins: readonly MovedPin[]): void {
    const { application, name: environment } = this.environment;
    const { uid: deployment, requestedBy } = this.deployment;
    const { auditor, logger } = this.services;
    for (const pin of auditor ? pins : []) {
      auditMovedPin(auditor!, pin, { application, environment, deployment, requestedBy }).catch(
        error => logger.error('The move of a pin could not be recorded in the audit trail', error),
      );
    }
  }

  /** One transaction after the other, so that log lines keep their order. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined); // its caller hears of the failure
    return result;
  }
}

function movedPinWords({ from, definition, version }: MovedPin): string {
  return `The pin to definition ${definition}, version ${version}, came along from ${from}.`;
}
