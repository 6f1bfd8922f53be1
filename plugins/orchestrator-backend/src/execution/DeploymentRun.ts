import { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import type { EnvironmentRecord } from '../environments/Environments';
import type { ExecutionServices } from './ExecutionServices';
import { fencedTransaction } from './lanes/fencedTransaction';
import type { Lane } from './lanes/Lane';
import { DeploymentLog } from './log/DeploymentLog';

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
  #last: Promise<unknown> = Promise.resolve();

  private constructor(options: DeploymentRunOptions) {
    this.services = options.services;
    this.lane = options.lane;
    this.environment = options.environment;
    this.deployment = options.deployment;
    this.signal = options.signal;
    this.log = DeploymentLog.create({
      logger: options.services.logger,
      environmentUid: options.environment.uid,
      deploymentUid: options.deployment.uid,
      redactor: this.redactor,
      transact: work => this.transact(work),
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
    const run = () => fencedTransaction(this.services.database, this.lane, work);
    const result = this.#last.then(run, run);
    // Its caller hears of the failure.
    this.#last = result.catch(error => {
      if ((error as Error).name === 'FenceLostError') {
        this.services.telemetry.count('fencingRejections', {});
      }
    });
    return result;
  }
}
