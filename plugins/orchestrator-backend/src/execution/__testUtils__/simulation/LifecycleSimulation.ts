import type { Knex } from 'knex';
import { ANA, BEN } from '../TestEngine';
import { RevivedReplica } from './RevivedReplica';
import { mayDestroy } from './mayDestroy';
import { checkConvergence } from './checkConvergence';
import { checkDeleted } from './checkDeleted';
import { checkInvariants } from './checkInvariants';
import { DesiredModel } from './DesiredModel';
import { LedgerPerson } from './LedgerPerson';
import { lifecycleRequest, type LifecycleStep } from './lifecycleRequest';
import { NO_TROUBLE, type Scenario, type Step } from './Scenario';
import { IN_LANE, SimulatedEnvironment } from './SimulatedEnvironment';
import { SimulatedRegistry } from './SimulatedRegistry';
import { SimulatedWorld } from './SimulatedWorld';

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
  readonly #environment: SimulatedEnvironment;

  private constructor(observer: Knex, connection: Knex.Config) {
    this.#observer = observer;
    const [world, registry] = [this.#world, this.#registry];
    this.#replica = RevivedReplica.create({ observer, connection, world, registry });
    const replica = this.#replica;
    this.#person = LedgerPerson.create({ observer, replica, world });
    this.#environment = SimulatedEnvironment.create({ observer, replica, model: this.#model });
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
      await simulation.#environment.abandon();
    }
  }

  async #live(scenario: Scenario): Promise<void> {
    this.#world.mayDestroy = thing => mayDestroy(this.#observer, thing, this.#person.decided);
    await this.#replica.revive();
    this.#environment.uid = await this.#replica.engine.addEnvironment(`life-${Math.random()}`);
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
    const [last] = await this.#environment.deployments();
    if (step.do === 'deploy') {
      const { workloads, planOnly, onBusy } = step;
      const remove = step.remove.filter(
        name => !(name in workloads) && this.#model.workloads.has(name),
      );
      if (Object.keys(workloads).length + remove.length > 0) {
        const uid = await this.#environment.submit(workloads, remove, { planOnly, onBusy });
        if (uid !== undefined) {
          this.#environment.cancelLater(uid, step.trouble);
        }
      }
    } else if (step.do === 'decide') {
      const waiting = (await this.#environment.deployments()).find(
        each => each.status === 'awaiting-approval',
      );
      if (waiting) {
        this.#environment.cancelLater(waiting.uid, step.trouble);
        const decision = { planHash: waiting.plan_hash, verdict: step.verdict };
        await this.#replica.ask(engine => engine.deployments.decide(waiting.uid, BEN, decision));
      }
    } else if (step.do === 'retry' && last) {
      const wanted = this.#model.wantedBy(last.uid);
      const idempotency = this.#environment.idempotency();
      const again = await this.#replica.ask(engine =>
        engine.deployments.retry(last.uid, ANA, idempotency),
      );
      if (again && wanted) {
        this.#model.submitted(again.uid, wanted);
      }
    } else if (step.do === 'destroy-orphan') {
      await this.#person.destroyOrphan(this.#environment.uid);
    } else if (step.do !== 'retry') {
      await this.#takeLifecycle(step);
    }
  }

  async #takeLifecycle(step: LifecycleStep): Promise<void> {
    const options = { planOnly: false, onBusy: 'queue' } as const;
    const asked = lifecycleRequest(step, this.#model, await this.#environment.deployments());
    if (!asked) {
      return;
    }
    if (step.do === 'pause') {
      const pause = { reason: 'Somebody looks.', refuse: false };
      await this.#replica.ask(engine => engine.gates.pause(this.#environment.uid, pause, BEN));
    }
    const idempotency = this.#environment.idempotency();
    const deployment = await this.#replica.ask(engine =>
      engine.deployments.submitLifecycle(
        this.#environment.uid,
        { ...asked.request, ...options },
        ANA,
        idempotency,
      ),
    );
    if (deployment) {
      this.#model.submitted(deployment.uid, asked.wanted);
      this.#environment.cancelLater(deployment.uid, step.trouble);
    }
    if (step.do === 'pause') {
      await this.#replica.ask(engine => engine.gates.resume(this.#environment.uid));
    }
  }

  /** Where the environment has been deleted, its life goes on in another one of its name. */
  async #followDeletion(where: string): Promise<void> {
    const { status, name } = await this.#environment.row();
    if (status !== 'deleted') {
      return;
    }
    const violations = await checkDeleted(this.#observer, this.#world, this.#environment.uid);
    if (violations.length > 0) {
      throw new Error(`After ${where}: ${violations.join(' ')}`);
    }
    const before = this.#environment.uid;
    this.#environment.uid = await this.#replica.engine.addEnvironment(name, 'development', before);
    this.#model.beginAnew();
  }

  /** Waits until the lane has nothing to do, starting another process when this one is dead; then checks. */
  async #settle(where: string): Promise<void> {
    const since = Date.now();
    for (;;) {
      await this.#replica.revive();
      const busy = (await this.#environment.deployments()).filter(({ status }) =>
        IN_LANE.includes(status),
      );
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
      ...(await checkInvariants(this.#observer, this.#world, this.#environment.uid)),
      ...(await this.#model.check(this.#observer, this.#environment.uid)),
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
    await this.#person.resolveUnknown(this.#environment.uid);
    for (const { uid, status } of await this.#environment.deployments()) {
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
      const uid = await this.#environment.submit(
        workloads,
        await this.#environment.removedInVain(),
      );
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

  /** What a deletion has begun ends with it, once nothing goes wrong any more. */
  async #finishDeletion(): Promise<void> {
    for (let times = 0; (await this.#environment.row()).status === 'delete-failed'; times += 1) {
      if (times === 3) {
        throw new Error('The environment cannot be deleted.');
      }
      await this.#takeLifecycle({ do: 'delete-environment', trouble: NO_TROUBLE });
      const [{ uid }] = await this.#environment.deployments();
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
}
