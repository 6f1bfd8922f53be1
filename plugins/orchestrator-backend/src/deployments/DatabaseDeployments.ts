import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  isFinal,
  type Deployment,
  type DeploymentNode,
  type EnvironmentTypeView,
  type LogPage,
  type Page,
  type PlanView,
  type WorkloadStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { deploymentNotFound } from './deploymentNotFound';
import { decodeCursor, pageOf } from '../database/cursor';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { findDeployment } from '../database/deployments/findDeployment';
import { findPlan } from '../database/deployments/findPlan';
import { listDeploymentNodes } from '../database/deployments/listDeploymentNodes';
import { listDeployments } from '../database/deployments/listDeployments';
import { lockEnvironment } from '../database/deployments/lockEnvironment';
import { readLog } from '../database/deployments/readLog';
import { nameIsTaken } from '../environments/addEnvironment';
import type {
  EnvironmentCandidate,
  EnvironmentRecord,
  Environments,
} from '../environments/Environments';
import type { WorkQueue } from '../execution/queue/WorkQueue';
import { changesSince } from '../execution/planning/changesSince';
import { afterCommit } from '../telemetry/afterCommit';
import { deploymentEnded } from '../telemetry/deploymentEnded';
import { Telemetry } from '../telemetry/Telemetry';
import { cancelDeployment } from './cancelDeployment';
import { decideDeployment } from './decideDeployment';
import type {
  ApprovalDecision,
  CloneChoices,
  DeploymentFilter,
  Deployments,
  Idempotency,
  LifecycleOptions,
  LifecycleRequest,
  Submission,
  SubmissionPrincipal,
} from './Deployments';
import { cloneEnvironment } from './lifecycle/cloneEnvironment';
import { lifecycleSubmission } from './lifecycle/lifecycleSubmission';
import { showDeployments } from './showDeployments';
import { submissionOf } from './submissionOf';
import { submitDeployment } from './submitDeployment';
import { toPlanView } from './toPlanView';
import { workloadStatuses } from './workloadStatuses';

/** What {@link DatabaseDeployments.create} needs. */
export interface DatabaseDeploymentsOptions {
  database: Knex;
  queue: WorkQueue;
  environments: Pick<Environments, 'findByUid'>;
  /** Environment types in force; default: none. */
  environmentTypes?: () => Promise<EnvironmentTypeView[]>;
  /** Default: nothing is seen from outside. */
  telemetry?: Telemetry;
}

/** Deployments in the plugin's database. */
export class DatabaseDeployments implements Deployments {
  readonly #database: Knex;
  readonly #queue: WorkQueue;
  readonly #environments: Pick<Environments, 'findByUid'>;
  readonly #environmentTypes: () => Promise<EnvironmentTypeView[]>;
  readonly #telemetry: Telemetry;

  private constructor(options: DatabaseDeploymentsOptions) {
    this.#database = options.database;
    this.#queue = options.queue;
    this.#environments = options.environments;
    this.#environmentTypes = options.environmentTypes ?? (async () => []);
    this.#telemetry = options.telemetry ?? Telemetry.create();
  }

  static create(options: DatabaseDeploymentsOptions): DatabaseDeployments {
    return new DatabaseDeployments(options);
  }

  async submit(
    submission: Submission,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const environment = await this.#environments.findByUid(submission.environmentUid);
    return this.#database.transaction(transaction =>
      submitDeployment(transaction, {
        telemetry: this.#telemetry,
        queue: this.#queue,
        environment,
        submission,
        principal,
        idempotency,
      }),
    );
  }

  async submitLifecycle(
    environmentUid: string,
    request: LifecycleRequest & LifecycleOptions,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const environment = await this.#environments.findByUid(environmentUid);
    const environmentTypes = request.kind === 'promote' ? await this.#environmentTypes() : [];
    return this.#database.transaction(transaction =>
      submitDeployment(transaction, {
        telemetry: this.#telemetry,
        queue: this.#queue,
        environment,
        submission: base =>
          lifecycleSubmission(transaction, { environment, base, environmentTypes }, request),
        principal,
        idempotency,
      }),
    );
  }

  async clone(
    source: EnvironmentRecord,
    candidate: EnvironmentCandidate,
    options: CloneChoices,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const shared = { queue: this.#queue, telemetry: this.#telemetry };
    try {
      return await this.#database.transaction(transaction =>
        cloneEnvironment(transaction, {
          ...{ ...shared, source, candidate, principal, idempotency, ...options },
        }),
      );
    } catch (error) {
      throw isDatabaseConflictError(error) ? nameIsTaken(candidate) : error;
    }
  }

  async get(uid: string): Promise<Deployment> {
    return this.#show(await this.#find(uid));
  }

  async list(filter: DeploymentFilter): Promise<Page<Deployment>> {
    const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
    const records = await listDeployments(this.#database, {
      applicationUid: filter.applicationUid,
      environmentUids: filter.environmentUids,
      workload: filter.workload,
      statuses: filter.statuses,
      waitsFor: filter.waitsFor,
      before:
        filter.cursor === undefined
          ? undefined
          : decodeCursor('deployments', filter.cursor, ['string'])[0],
      limit: limit + 1,
    });
    const shown = await showDeployments(this.#database, records);
    return pageOf(shown, limit, {
      list: 'deployments',
      item: each => each,
      position: ({ uid }) => [uid],
    });
  }

  async plan(uid: string): Promise<PlanView> {
    const { planHash, approvedPlanHash, number } = await this.#find(uid);
    const plan = planHash === undefined ? undefined : await findPlan(this.#database, uid, planHash);
    if (!plan || planHash === undefined) {
      throw new NotFoundError(`Deployment ${number} (${uid}) has no plan yet.`);
    }
    const approved =
      approvedPlanHash === undefined || approvedPlanHash === planHash
        ? undefined
        : await findPlan(this.#database, uid, approvedPlanHash);
    return {
      ...toPlanView(plan, planHash),
      ...(approved &&
        approvedPlanHash !== undefined && {
          sinceApproval: { hash: approvedPlanHash, changes: changesSince(approved, plan) },
        }),
    };
  }

  async nodes(uid: string): Promise<DeploymentNode[]> {
    await this.#find(uid);
    const records = await listDeploymentNodes(this.#database, uid);
    return records.map(({ position: _, ...node }) => node);
  }

  async log(uid: string, options: { after?: string; limit?: number }): Promise<LogPage> {
    const after = options.after ?? '0';
    if (!/^\d{1,9}$/.test(after)) {
      throw new InputError(
        `"${after}" is no cursor of a log. Pass the one that the page before returned.`,
      );
    }
    const limit = Math.min(Math.max(options.limit ?? 200, 1), 1_000);
    // Read before the lines: whatever ended it was written with its last line.
    const { status } = await this.#find(uid);
    const items = await readLog(this.#database, {
      deploymentUid: uid,
      after: Number(after),
      limit,
    });
    return {
      items,
      after: items.length > 0 ? items[items.length - 1].cursor : after,
      complete: isFinal(status) && items.length < limit,
    };
  }

  async cancel(uid: string, principal: SubmissionPrincipal): Promise<Deployment> {
    await this.#change(uid, (transaction, deployment) =>
      cancelDeployment(transaction, deployment, principal),
    );
    return this.get(uid);
  }

  async retry(
    uid: string,
    principal: SubmissionPrincipal,
    idempotency?: Idempotency,
  ): Promise<Deployment> {
    const { environmentUid } = await this.#find(uid);
    const environment = await this.#environments.findByUid(environmentUid);
    return this.#database.transaction(async transaction => {
      await lockEnvironment(transaction, environmentUid);
      const retryOf = (await findDeployment(transaction, uid)) as DeploymentRecord;
      const submission = submissionOf(retryOf);
      const options = { queue: this.#queue, environment, submission, principal, idempotency };
      return submitDeployment(transaction, { ...options, retryOf, telemetry: this.#telemetry });
    });
  }

  async decide(
    uid: string,
    principal: SubmissionPrincipal,
    decision: ApprovalDecision,
  ): Promise<Deployment> {
    await this.#change(uid, (transaction, deployment) =>
      decideDeployment(transaction, this.#queue, deployment, principal, decision),
    );
    return this.get(uid);
  }

  async environmentUidOf(uid: string): Promise<string> {
    return (await this.#find(uid)).environmentUid;
  }

  async workloadStatuses(
    environments: EnvironmentRecord[],
    filter: { workload?: string },
  ): Promise<WorkloadStatus[]> {
    return workloadStatuses(this.#database, environments, filter);
  }

  async #find(uid: string): Promise<DeploymentRecord> {
    const record = await findDeployment(this.#database, uid);
    if (!record) {
      throw deploymentNotFound(uid);
    }
    return record;
  }

  async #show(record: DeploymentRecord): Promise<Deployment> {
    const [deployment] = await showDeployments(this.#database, [record]);
    return deployment;
  }

  /** Changes a deployment under its environment's lock, read under it. */
  async #change(
    uid: string,
    change: (transaction: Knex.Transaction, deployment: DeploymentRecord) => Promise<void>,
  ): Promise<void> {
    const { environmentUid } = await this.#find(uid);
    await this.#database.transaction(async transaction => {
      await lockEnvironment(transaction, environmentUid);
      await change(transaction, (await findDeployment(transaction, uid)) as DeploymentRecord);
      const changed = (await findDeployment(transaction, uid)) as DeploymentRecord;
      if (isFinal(changed.status)) {
        afterCommit(transaction, () => deploymentEnded(this.#telemetry, changed, changed.status));
      }
    });
  }
}
