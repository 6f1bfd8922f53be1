import type { Knex } from 'knex';
import { ANA, deltaOf } from '../TestEngine';
import type { DesiredModel } from './DesiredModel';
import type { RevivedReplica } from './RevivedReplica';
import type { Trouble } from './Scenario';
import { scoreOf } from './scoreOf';

/** Statuses of deployments that a lane still has to do something about. */
export const IN_LANE = ['pending', 'planning', 'applying', 'verifying'];

/** What {@link SimulatedEnvironment.create} needs. */
export interface SimulatedEnvironmentOptions {
  /** Looks on; nothing that happens to the engine's connections happens to it. */
  observer: Knex;
  replica: RevivedReplica;
  model: DesiredModel;
}

/** The environment that a scenario lives in: what is submitted to it, and what the database has of it. */
export class SimulatedEnvironment {
  /** Of the environment of now: a deleted one is followed by another one of its name. */
  uid = '';
  readonly #observer: Knex;
  readonly #replica: RevivedReplica;
  readonly #model: DesiredModel;
  #keys = 0;

  private constructor({ observer, replica, model }: SimulatedEnvironmentOptions) {
    this.#observer = observer;
    this.#replica = replica;
    this.#model = model;
  }

  static create(options: SimulatedEnvironmentOptions): SimulatedEnvironment {
    return new SimulatedEnvironment(options);
  }

  /** What the database has of it. */
  row(): Promise<{ status: string; name: string }> {
    return this.#observer('environments').where({ uid: this.uid }).first('status', 'name');
  }

  /**
   * Submits workloads as a person does.
   *
   * @returns the uid of the deployment; undefined when it is being deleted
   * @throws Error when an active environment refuses it
   */
  async submit(
    workloads: Parameters<DesiredModel['submitted']>[1]['workloads'],
    remove: string[],
    rest: { planOnly?: boolean; onBusy?: 'queue' | 'supersede' } = {},
  ): Promise<string | undefined> {
    const files = Object.fromEntries(
      Object.entries(workloads).map(([name, shape]) => [name, scoreOf(shape)]),
    );
    const submission = {
      ...{ environmentUid: this.uid, kind: 'deploy' as const },
      ...{ delta: deltaOf(files, remove), planOnly: false, onBusy: 'queue' as const, ...rest },
    };
    const idempotency = this.idempotency();
    const deployment = await this.#replica.ask(engine =>
      engine.deployments.submit(submission, ANA, idempotency),
    );
    if (!deployment) {
      const { status } = await this.row();
      if (status === 'active') {
        throw new Error('A submission was refused.');
      }
      return undefined; // it is being deleted
    }
    if (!rest.planOnly) {
      this.#model.submitted(deployment.uid, { workloads, remove });
    }
    return deployment.uid;
  }

  /** A key that nothing was submitted under before. */
  idempotency() {
    this.#keys += 1;
    const key = `${this.uid} ${this.#keys}`;
    return { key, route: 'POST /simulated', bodyHash: key };
  }

  /** Workloads whose removal has failed: nobody goes on with it but who asks for it again. */
  async removedInVain(): Promise<string[]> {
    const rows = await this.#observer('ledger')
      .where({ environment_uid: this.uid, role: 'current' })
      .select('workloads');
    const there = new Set(rows.flatMap(row => JSON.parse(row.workloads) as string[]));
    return [...there].filter(name => !this.#model.workloads.has(name)).sort();
  }

  /** Cancels a deployment at the boundary that its trouble names, if it names one. */
  cancelLater(uid: string, { cancel }: Trouble): void {
    if (cancel !== undefined) {
      const { process, engine } = this.#replica;
      process.plan(cancel, () => {
        engine.deployments.cancel(uid, ANA).catch(() => undefined); // too late, or the process died
      });
    }
  }

  /** Newest first. */
  async deployments(): Promise<
    { uid: string; number: number; status: string; kind: string; plan_hash: string }[]
  > {
    return this.#observer('deployments')
      .where({ environment_uid: this.uid })
      .orderBy('number', 'desc')
      .select('uid', 'number', 'status', 'kind', 'plan_hash');
  }

  /** Leaves nothing to do for the simulations that come after a failed one. */
  async abandon(): Promise<void> {
    await this.#observer('deployments')
      .where({ environment_uid: this.uid })
      .whereIn('status', IN_LANE)
      .update({ status: 'cancelled' });
  }
}
