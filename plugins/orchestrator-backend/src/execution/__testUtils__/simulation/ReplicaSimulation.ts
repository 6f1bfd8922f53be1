import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { ANA, deltaOf } from '../TestEngine';
import { checkHistory } from './checkHistory';
import { checkInvariants } from './checkInvariants';
import type { DatabaseFault } from './openVirtualDatabase';
import { scoreOf } from './scoreOf';
import { seededRandom } from './seededRandom';
import { SimulatedRegistry } from './SimulatedRegistry';
import { SimulatedWorld, type DriverFault } from './SimulatedWorld';
import { VirtualReplica } from './VirtualReplica';

const REPLICAS = 3;
const ENVIRONMENTS = 4;
const QUIET = 120_000;
const IN_LANE = ['pending', 'planning', 'applying', 'verifying'];
const DATABASE_FAULTS: DatabaseFault[] = [
  ...(['cut-before', 'cut-after', 'serialization', 'lock-timeout', 'disk-full'] as const),
  ...(['slow', 'slow', 'slow'] as const),
];
const DRIVER_FAULTS: DriverFault[] = [
  ...(['transient', 'transient', 'transient-after', 'permanent', 'conflict'] as const),
  ...(['hang', 'hang-after'] as const),
];

/**
 * Several replicas in one process on one PostgreSQL, each with a pool of its own: they die, freeze past their heartbeat
 * and thaw, while their databases and drivers fail at random. At last everything is let be, and nothing may be stuck.
 */
export class ReplicaSimulation {
  readonly #world = new SimulatedWorld();
  readonly #registry = new SimulatedRegistry();
  readonly #random: (bound: number) => number;
  readonly #replicas: VirtualReplica[] = [];
  readonly #buried: VirtualReplica[] = [];
  readonly #environments: string[] = [];
  #calm = false;
  #started = 0;

  private constructor(
    seed: number,
    readonly observer: Knex,
    readonly connection: Knex.Config,
  ) {
    this.#random = seededRandom(seed);
  }

  static async run(options: {
    seed: number;
    minutes: number;
    observer: Knex;
    connection: Knex.Config;
  }): Promise<void> {
    const simulation = new ReplicaSimulation(options.seed, options.observer, options.connection);
    try {
      await simulation.#live(Date.now() + options.minutes * 60_000);
    } finally {
      for (const replica of [...simulation.#replicas, ...simulation.#buried]) {
        await replica.end();
      }
    }
  }

  async #live(until: number): Promise<void> {
    this.#world.faults = () =>
      this.#calm || this.#random(12) > 0 ? undefined : this.#oneOf(DRIVER_FAULTS);
    while (this.#replicas.length < REPLICAS) {
      await this.#startOne();
    }
    for (let index = 0; index < ENVIRONMENTS; index += 1) {
      this.#environments.push(await this.#replicas[0].engine.addEnvironment(`many-${index}`));
    }
    while (Date.now() < until) {
      await this.#happen();
      await sleep(20 + this.#random(120));
    }
    await this.#comeToRest();
  }

  /** One thing that happens. */
  async #happen(): Promise<void> {
    const chance = this.#random(100);
    const replica = this.#oneOf(this.#replicas);
    if (chance < 70) {
      await this.#submit();
    } else if (chance < 80) {
      replica.process.plan(1 + this.#random(60), () => replica.process.die());
    } else if (chance < 90) {
      replica.process.plan(1 + this.#random(60), () => {
        replica.process.freeze();
        setTimeout(() => replica.process.thaw(), 500 + this.#random(7_000));
      });
    } else {
      await this.#lapse();
    }
    for (const dead of this.#replicas.filter(({ process }) => !process.alive)) {
      this.#replicas.splice(this.#replicas.indexOf(dead), 1);
      this.#buried.push(dead);
      await this.#startOne();
      await this.#lapse();
    }
  }

  /** A client that asks again under the same key until somebody answers. */
  async #submit(): Promise<void> {
    const environmentUid = this.#oneOf(this.#environments);
    const key = `${environmentUid} ${Math.random()}`;
    const type = this.#oneOf(['postgres', 'cache'] as const);
    const one = { type, size: 1 + this.#random(3), salt: '' as const, shared: false, uses: false };
    const resources = this.#random(4) > 0 ? { [type]: one } : {};
    const score = scoreOf({ image: 1 + this.#random(3), resources });
    const submission = {
      ...{ environmentUid, kind: 'deploy' as const, planOnly: false, onBusy: 'queue' as const },
      delta: deltaOf({ [this.#oneOf(['web', 'api'])]: score }),
    };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { process, engine } = this.#oneOf(this.#replicas);
      const request = engine.deployments.submit(submission, ANA, {
        ...{ key, route: 'POST /simulated', bodyHash: key },
      });
      const answer = await Promise.race([
        process.answer(request).catch(() => undefined), // asked again
        sleep(1_000),
      ]);
      if (answer) {
        return;
      }
    }
  }

  /** Time passes for the queue: every bell in hand may be taken by another replica, whether its owner lives or not. */
  async #lapse(): Promise<void> {
    await this.observer.raw(
      `update "platform_orchestrator_queue".job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
    );
  }

  /** Nothing goes wrong any more: all that was submitted ends, and then everything must be right. */
  async #comeToRest(): Promise<void> {
    this.#calm = true;
    for (const { process } of this.#replicas) {
      process.forgetPlans();
      process.thaw();
    }
    if (this.#replicas.every(({ process }) => !process.alive)) {
      await this.#startOne();
    }
    await this.#lapse();
    const since = Date.now();
    for (;;) {
      const busy = await this.observer('deployments').whereIn('status', IN_LANE).orderBy('number');
      if (busy.length === 0) {
        break;
      }
      if (Date.now() - since > QUIET) {
        const [{ number, status, environment_uid: environment }] = busy;
        throw new Error(
          `${busy.length} deployments are stuck: ${number} of ${environment}, ${status}.`,
        );
      }
      await sleep(100);
    }
    await sleep(1_000); // whatever thawed late has its say
    const violations = await checkHistory(this.observer, this.#world);
    for (const environment of this.#environments) {
      violations.push(...(await checkInvariants(this.observer, this.#world, environment)));
    }
    const ended = await this.observer('deployments').where({ status: 'succeeded' });
    if (ended.length === 0) {
      violations.push('No deployment succeeded.');
    }
    if (violations.length > 0) {
      throw new Error([...new Set(violations)].join('\n'));
    }
  }

  async #startOne(): Promise<void> {
    this.#started += 1;
    this.#replicas.push(
      await VirtualReplica.start({
        name: `replica ${this.#started}`,
        connection: this.connection,
        world: this.#world,
        registry: this.#registry,
        faults: () =>
          this.#calm || this.#random(250) > 0 ? undefined : this.#oneOf(DATABASE_FAULTS),
      }),
    );
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[this.#random(choices.length)];
  }
}
