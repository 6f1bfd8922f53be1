import type { Knex } from 'knex';
import { ANA, BEN, deltaOf } from '../TestEngine';
import { RevivedReplica } from './RevivedReplica';
import { mayDestroy } from './mayDestroy';
import { checkConvergence } from './checkConvergence';
import { checkDeleted } from './checkDeleted';
import { checkInvariants } from './checkInvariants';
import { DesiredModel } from './DesiredModel';
import { LedgerPerson } from './LedgerPerson';
import { lifecycleRequest, type LifecycleStep } from './lifecycleRequest';
import { NO_TROUBLE, type Scenario, type Step, type Trouble } from './Scenario';
import { scoreOf } from './scoreOf';
import { SimulatedRegistry } from './SimulatedRegistry';
import { SimulatedWorld } from './SimulatedWorld';

/** Statuses of deployments that a lane still has to do something about. */
const IN_LANE = ['pending', 'planning', 'applying', 'verifying'];
/** A deployment that takes longer than this is stuck. */
const STUCK = 45_000;

/** Lives one scenario in an environment of its own, and checks after each step what must always hold. */
export class LifecycleSimulation {
  readonly #world = new SimulatedWorld();
  readonly #registry = new SimulatedRegistry();
  readonly #model = new DesiredModel();
  readonly #observer: Knex;
  readonly #replica: RevivedReplica;
  readonly #person: LedgerPerson;
  #environment = '';
  #keys = 0;

  private constructor(observer: Knex, connection: Knex.Config) {
    this.#observer = observer;
    const [world, registry] = [this.#world, this.#registry];
    this.#replica = RevivedReplica.create({ observer, connection, world, registry });
    this.#person = LedgerPerson.create({ observer, replica: this.#replica, world });
  }

  /**
   * @param observer - looks on; nothing that happens to the engine's connections happens to it
   * @throws Error with what did not hold, and after which step
   */
  static async run(
    scenario: Scenario,
    { observer, connection }: { observer: Knex; connection: Knex.Config },
  ): Promise<void> {
    const simulation = new LifecycleSimulation(observer, connection);
    try {
      await simulation.#live(scenario);
    } finally {
      await simulation.#replica.end();
      await simulation.#abandon();
    }
  }

  async #live(scenario: Scenario): Promise<void> {
    this.#world.mayDestroy = thing => mayDestroy(this.#observer, thing, this.#person.decided);
    await this.#replica.revive();
    this.#environment = await this.#replica.engine.addEnvironment(`life-${Math.random()}`);
    for (const [index, step] of scenario.steps.entries()) {
      const where = `step ${index + 1} (${step.do})`;
      await this.#take(step, where);
      if (!('hurry' in step && step.hurry)) {
        await this.#settle(where);
      }
    }
    this.#replica.trouble(NO_TROUBLE);
    await this.#settle('the last step');
    await this.#converge();
  }

  async #take(step: Step, where: string): Promise<void> {
    if (step.do === 'define') {
      this.#registry.define(step.type, step.definition);
      return;
    }
    if (step.do !== 'deploy') {
      await this.#settle(where);
    }
    this.#replica.trouble(step.trouble);
    const [last] = await this.#deployments();
    if (step.do === 'deploy') {
      const { workloads, planOnly, onBusy } = step;
      const remove = step.remove.filter(
        name => !(name in workloads) && this.#model.workloads.has(name),
      );
      if (Object.keys(workloads).length + remove.length > 0) {
        const uid = await this.#submit(workloads, remove, { planOnly, onBusy });
        if (uid !== undefined) {
          this.#cancelLater(uid, step.trouble);
        }
      }
    } else if (step.do === 'decide') {
      const waiting = (await this.#deployments()).find(each => each.status === 'awaiting-approval');
      if (waiting) {
        this.#cancelLater(waiting.uid, step.trouble);
        const decision = { planHash: waiting.plan_hash, verdict: step.verdict };
        await this.#replica.ask(engine => engine.deployments.decide(waiting.uid, BEN, decision));
      }
    } else if (step.do === 'retry' && last) {
      const wanted = this.#model.wantedBy(last.uid);
      const idempotency = this.#idempotency();
      const again = await this.#replica.ask(engine =>
        engine.deployments.retry(last.uid, ANA, idempotency),
      );
      if (again && wanted) {
        this.#model.submitted(again.uid, wanted);
      }
    } else if (step.do === 'destroy-orphan') {
      await this.#person.destroyOrphan(this.#environment);
    } else if (step.do !== 'retry') {
      await this.#takeLifecycle(step);
    }
  }

  async #takeLifecycle(step: LifecycleStep): Promise<void> {
    const options = { planOnly: false, onBusy: 'queue' } as const;
    const asked = lifecycleRequest(step, this.#model, await this.#deployments());
    if (!asked) {
      return;
    }
    if (step.do === 'pause') {
      const pause = { reason: 'Somebody looks.', refuse: false };
      await this.#replica.ask(engine => engine.gates.pause(this.#environment, pause, BEN));
    }
    const idempotency = this.#idempotency();
    const deployment = await this.#replica.ask(engine =>
      engine.deployments.submitLifecycle(
        this.#environment,
        { ...asked.request, ...options },
        ANA,
        idempotency,
      ),
    );
    if (deployment) {
      this.#model.submitted(deployment.uid, asked.wanted);
      this.#cancelLater(deployment.uid, step.trouble);
    }
    if (step.do === 'pause') {
      await this.#replica.ask(engine => engine.gates.resume(this.#environment));
    }
  }

  /** Where the environment has been deleted, its life goes on in another one of its name. */
  async #followDeletion(where: string): Promise<void> {
    const { status, name } = await this.#row();
    if (status !== 'deleted') {
      return;
    }
    const violations = await checkDeleted(this.#observer, this.#world, this.#environment);
    if (violations.length > 0) {
      throw new Error(`After ${where}: ${violations.join(' ')}`);
    }
    const before = this.#environment;
    this.#environment = await this.#replica.engine.addEnvironment(name, 'development', before);
    this.#model.beginAnew();
  }

  #row(): Promise<{ status: string; name: string }> {
    return this.#observer('environments').where({ uid: this.#environment }).first('status', 'name');
  }

  async #submit(
    workloads: Parameters<DesiredModel['submitted']>[1]['workloads'],
    remove: string[],
    rest: { planOnly?: boolean; onBusy?: 'queue' | 'supersede' } = {},
  ): Promise<string | undefined> {
    const files = Object.fromEntries(
      Object.entries(workloads).map(([name, shape]) => [name, scoreOf(shape)]),
    );
    const submission = {
      ...{ environmentUid: this.#environment, kind: 'deploy' as const },
      ...{ delta: deltaOf(files, remove), planOnly: false, onBusy: 'queue' as const, ...rest },
    };
    const idempotency = this.#idempotency();
    const deployment = await this.#replica.ask(engine =>
      engine.deployments.submit(submission, ANA, idempotency),
    );
    if (!deployment) {
      const { status } = await this.#row();
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

  #idempotency() {
    this.#keys += 1;
    const key = `${this.#environment} ${this.#keys}`;
    return { key, route: 'POST /simulated', bodyHash: key };
  }

  /** Waits until the lane has nothing to do, starting another process when this one is dead; then checks. */
  async #settle(where: string): Promise<void> {
    const since = Date.now();
    for (;;) {
      await this.#replica.revive();
      const busy = (await this.#deployments()).filter(({ status }) => IN_LANE.includes(status));
      if (busy.length === 0) {
        break;
      }
      if (Date.now() - since > STUCK) {
        throw new Error(
          `After ${where}, deployment ${busy.at(-1)!.number} is stuck: ${busy.at(-1)!.status}.`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    const violations = [
      ...(await checkInvariants(this.#observer, this.#world, this.#environment)),
      ...(await this.#model.check(this.#observer, this.#environment)),
    ];
    if (violations.length > 0) {
      throw new Error(`After ${where}: ${[...new Set(violations)].join(' ')}`);
    }
    await this.#followDeletion(where);
  }

  /**
   * Brings what is wanted into being once nothing goes wrong any more, and compares with what there is. What was left
   * behind may wait for a deployment after the one that took away its last user, so the third one has nothing to do.
   */
  async #converge(): Promise<void> {
    await this.#person.resolveUnknown(this.#environment);
    for (const { uid, status } of await this.#deployments()) {
      if (status === 'awaiting-approval') {
        await this.#replica.ask(engine => engine.deployments.cancel(uid, ANA));
      }
    }
    await this.#finishDeletion();
    const workloads = Object.fromEntries(this.#model.workloads);
    for (const attempt of ['first', 'second', 'third'] as const) {
      if (Object.keys(workloads).length === 0) {
        return;
      }
      const uid = await this.#submit(workloads, await this.#removedInVain());
      if (uid === undefined) {
        throw new Error('The environment takes no deployments.');
      }
      await this.#settle(`the ${attempt} deployment of everything`);
      await this.#approveAll(uid);
      const row = await this.#observer('deployments').where({ uid }).first();
      const violations = await checkConvergence(this.#observer, this.#world, row, attempt);
      if (violations.length > 0) {
        throw new Error(`After the ${attempt} deployment of everything: ${violations.join(' ')}`);
      }
    }
  }

  /** Workloads whose removal has failed: nobody goes on with it but who asks for it again. */
  async #removedInVain(): Promise<string[]> {
    const rows = await this.#observer('ledger')
      .where({ environment_uid: this.#environment, role: 'current' })
      .select('workloads');
    const there = new Set(rows.flatMap(row => JSON.parse(row.workloads) as string[]));
    return [...there].filter(name => !this.#model.workloads.has(name)).sort();
  }

  /** What a deletion has begun ends with it, once nothing goes wrong any more. */
  async #finishDeletion(): Promise<void> {
    for (let times = 0; (await this.#row()).status === 'delete-failed'; times += 1) {
      if (times === 3) {
        throw new Error('The environment cannot be deleted.');
      }
      await this.#takeLifecycle({ do: 'delete-environment', trouble: NO_TROUBLE });
      const [{ uid }] = await this.#deployments();
      await this.#settle('the deletion of what was left');
      await this.#approveAll(uid);
    }
  }

  async #approveAll(uid: string): Promise<void> {
    for (let times = 0; times < 5; times += 1) {
      const { status, plan_hash: planHash } = await this.#observer('deployments')
        .where({ uid })
        .first();
      if (status !== 'awaiting-approval') {
        return;
      }
      await this.#replica.engine.deployments.decide(uid, BEN, { planHash, verdict: 'approved' });
      await this.#settle('the approval of the deployment of everything');
    }
  }

  #cancelLater(uid: string, { cancel }: Trouble): void {
    if (cancel !== undefined) {
      const { process, engine } = this.#replica;
      process.plan(cancel, () => {
        engine.deployments.cancel(uid, ANA).catch(() => undefined); // too late, or the process died
      });
    }
  }

  /** Newest first. */
  async #deployments(): Promise<
    { uid: string; number: number; status: string; kind: string; plan_hash: string }[]
  > {
    return this.#observer('deployments')
      .where({ environment_uid: this.#environment })
      .orderBy('number', 'desc')
      .select('uid', 'number', 'status', 'kind', 'plan_hash');
  }

  /** Leaves nothing to do for the simulations that come after a failed one. */
  async #abandon(): Promise<void> {
    await this.#observer('deployments')
      .where({ environment_uid: this.#environment })
      .whereIn('status', IN_LANE)
      .update({ status: 'cancelled' });
  }
}
