import type { Random } from '../rig/Random';
import type { Rig } from '../rig/Rig';
import type { Site, Wanted } from '../rig/Site';
import { pause } from '../rig/waits';

const WORKLOADS = ['web', 'api', 'worker', 'jobs'];
const THINGS = ['db', 'cache', 'queue'];

/** Somebody who works with one environment: submits, removes, cancels, approves and rejects, again and again. */
export class Inhabitant {
  readonly #rig: Rig;
  readonly #site: Site;
  readonly #random: Random;
  readonly #submitted: string[] = [];
  #image = 0;

  private constructor(rig: Rig, site: Site, random: Random) {
    this.#rig = rig;
    this.#site = site;
    this.#random = random;
  }

  static of(rig: Rig, site: Site, random: Random): Inhabitant {
    return new Inhabitant(rig, site, random);
  }

  /** Uids of all that was accepted. */
  get accepted(): readonly string[] {
    return this.#submitted;
  }

  async live(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(this.#random.between(200, 4_000));
      const last = this.#submitted.at(-1);
      if (last && this.#random.chance(0.15)) {
        await this.#cancel(last);
      } else if (last && this.#random.chance(0.35)) {
        await this.decide();
      } else {
        await this.#submit();
      }
    }
  }

  /** Decides about what waits for approval. */
  async decide(): Promise<void> {
    for (const uid of this.#submitted.slice(-10)) {
      const { status } = await this.#site.look(uid);
      if (status === 'awaiting-approval') {
        const verdict = this.#random.chance(0.8) ? 'approved' : 'rejected';
        await this.#site.decide(uid, verdict);
      }
    }
  }

  /** Submits all workloads at once, so that the environment ends as it is wanted. */
  async settle(names: string[]): Promise<void> {
    this.#image += 1;
    const wanted = Object.fromEntries(
      (names.length > 0 ? names : ['web']).map(name => [name, this.#things()]),
    );
    const submitted = await this.#site.submit(wanted, { image: `app:final-${this.#image}` });
    let rested = await this.#site.rested(submitted!.uid);
    while (rested.status === 'awaiting-approval') {
      await this.#site.decide(rested.uid, 'approved');
      await pause(300);
      rested = await this.#site.rested(rested.uid);
    }
    this.#rig.log(
      `${this.#site.name} settles: ${rested.number} is ${rested.status} ${rested.error ?? ''}`,
    );
  }

  async #submit(): Promise<void> {
    const names = WORKLOADS.filter(() => this.#random.chance(0.4));
    const removable = WORKLOADS.filter(name => !names.includes(name));
    const remove = removable.filter(() => this.#random.chance(0.15));
    if (names.length + remove.length === 0) {
      return;
    }
    this.#image += 1;
    const submitted = await this.#site.submit(
      Object.fromEntries(names.map(name => [name, this.#things()])),
      {
        image: `app:${this.#image}`,
        remove,
        onBusy: this.#random.pick(['queue', 'queue', 'supersede', 'refuse']),
      },
    );
    if (submitted) {
      this.#submitted.push(submitted.uid);
    }
  }

  async #cancel(uid: string): Promise<void> {
    await this.#site.cancel(uid);
  }

  #things(): Wanted[string] {
    return Object.fromEntries(
      THINGS.filter(() => this.#random.chance(0.5)).map(name => [
        name,
        {
          size: this.#random.between(1, 3),
          flavour: this.#random.chance(0.85) ? 'plain' : 'sweet',
        },
      ]),
    );
  }
}
