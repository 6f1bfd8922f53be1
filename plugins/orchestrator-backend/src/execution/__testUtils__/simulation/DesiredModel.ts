import type { Knex } from 'knex';
import type { WorkloadShape } from './Scenario';

/** What a deployment was to bring. */
export interface Wanted {
  workloads: Record<string, WorkloadShape>;
  remove: string[];
}

/** What should be wanted of an environment by now, kept beside the product's own desired set. */
export class DesiredModel {
  readonly workloads = new Map<string, WorkloadShape>();
  readonly #submitted = new Map<string, Wanted>();
  readonly #counted = new Set<string>();
  /** What should have been wanted after each deployment. */
  readonly #after = new Map<string, Map<string, WorkloadShape>>();

  submitted(uid: string, wanted: Wanted): void {
    this.#submitted.set(uid, wanted);
  }

  /** What going back to a deployment brings: what it names as it was then, or all of then. */
  backTo(uid: string, wholeEnvironment: boolean): Wanted | undefined {
    const wanted = this.#submitted.get(uid);
    const after = this.#after.get(uid);
    if (!wanted || !after) {
      return undefined;
    }
    const named = wholeEnvironment
      ? [...after.keys(), ...this.workloads.keys()]
      : [...Object.keys(wanted.workloads), ...wanted.remove];
    const back = [...after].filter(([name]) => named.includes(name));
    return {
      workloads: Object.fromEntries(back),
      remove: named.filter(name => !after.has(name) && this.workloads.has(name)),
    };
  }

  /** Another environment begins, in which nothing is wanted. */
  beginAnew(): void {
    this.workloads.clear();
  }

  wantedBy(uid: string): Wanted | undefined {
    return this.#submitted.get(uid);
  }

  /** Takes in the deployments that have begun to be applied since, and compares. */
  async check(database: Knex, environment: string): Promise<string[]> {
    const begun = await database('deployments')
      .where({ environment_uid: environment })
      .whereExists(
        database('deployment_nodes').whereRaw('deployment_nodes.deployment_uid = deployments.uid'),
      )
      .orderBy('number')
      .select('uid');
    for (const { uid } of begun) {
      const wanted = this.#submitted.get(uid);
      if (wanted && !this.#counted.has(uid)) {
        this.#counted.add(uid);
        for (const name of wanted.remove) {
          this.workloads.delete(name);
        }
        for (const [name, shape] of Object.entries(wanted.workloads)) {
          this.workloads.set(name, shape);
        }
        this.#after.set(uid, new Map(this.workloads));
      }
    }
    const row = await database('environments')
      .leftJoin('deployment_sets', 'deployment_sets.hash', 'environments.desired_set')
      .where({ 'environments.uid': environment })
      .first('deployment_sets.content');
    const set: SetContent = JSON.parse(row?.content ?? '{"workloads":{}}');
    const are = Object.entries(set.workloads)
      .map(([name, { workload }]) => `${name}=${workload.containers.main.image}`)
      .sort()
      .join(', ');
    const should = [...this.workloads]
      .map(([name, { image }]) => `${name}=app:${image}`)
      .sort()
      .join(', ');
    return are === should ? [] : [`The set has ${are || 'nothing'}, and should have ${should}.`];
  }
}

interface SetContent {
  workloads: Record<string, { workload: { containers: { main: { image: string } } } }>;
}
