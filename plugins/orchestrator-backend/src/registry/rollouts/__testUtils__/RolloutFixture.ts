import {
  isFinal,
  type Deployment,
  type RolloutEnvironmentView,
  type RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { DatabaseEnvironments } from '../../../environments/DatabaseEnvironments';
import { describeDriver } from '../../../execution/drivers/describeDriver';
import { TestEngine } from '../../../execution/__testUtils__/TestEngine';
import { TEST_MANIFESTS } from '../../../execution/__testUtils__/testManifests';
import { TestWorld } from '../../../execution/__testUtils__/TestWorld';
import { environmentTypeText, manifestText } from '../../__testUtils__/manifestTexts';
import { RegistryFixture } from '../../__testUtils__/RegistryFixture';
import type { DefaultRegistry } from '../../DefaultRegistry';
import { startImpact } from '../../startImpact';
import { startRollouts } from '../../startRollouts';
import { DatabaseDefinitionVersions } from '../../versions/DatabaseDefinitionVersions';
import type { Rollouts } from '../Rollouts';
import type { RolloutTask } from '../RolloutTask';

/** Who starts rollouts in tests. */
export const DBA = 'user:default/dba';
/** The node that rollouts of tests bring along; the workload `web` asks for it. */
export const QUEUE = 'queue.default#web.queue';
const WEB = 'resources: { queue: { type: queue } }';
const LIVE = { dev: 'development', stage: 'staging', live: 'production' };

/** A rollout with its environments. */
export type ShownRollout = RolloutView & { environments: RolloutEnvironmentView[] };

/** What one replica has. */
export interface Replica {
  engine: TestEngine;
  rollouts: Rollouts;
  task: RolloutTask;
}

/**
 * Replicas with a real registry, database and queue, and environments `dev`, `stage` and `live` of three types, in which
 * version 1 of the definition `queue` has made something; versions 2 and later are proposed.
 */
export class RolloutFixture {
  readonly world = new TestWorld();
  readonly replicas: Replica[] = [];
  /** Uids of environments by name. */
  readonly environments = new Map<string, string>();

  private constructor(
    readonly database: Knex,
    readonly manifests: RegistryFixture,
    readonly registry: DefaultRegistry,
    readonly versions: DatabaseDefinitionVersions,
  ) {}

  static async create(database: Knex): Promise<RolloutFixture> {
    const manifests = await RegistryFixture.create(database);
    const registry = manifests.registry({
      drivers: new TestWorld().drivers().map(describeDriver),
      newVersions: 'proposed',
    });
    const versions = DatabaseDefinitionVersions.create({ database });
    const fixture = new RolloutFixture(database, manifests, registry, versions);
    await manifests.write({
      'platform/base.yaml': TEST_MANIFESTS,
      'platform/staging.yaml': environmentTypeText('staging', 20),
      'platform/type.yaml': manifestText('ResourceType', 'queue', {
        outputs: { type: 'object', properties: { host: { type: 'string' } } },
      }),
    });
    await fixture.declare(1);
    const { items } = await registry.listDefinitions();
    await fixture.promote(...items.map(each => each.name));
    return fixture;
  }

  /** Declares the definition `queue` with a size, which makes a version; what else is in its spec may change too. */
  async declare(size: number, spec: object = {}): Promise<void> {
    const text = manifestText('ResourceDefinition', 'queue', {
      type: 'queue',
      driver: 'database',
      criteria: [{}],
      inputs: { database: 'queue-${context.resource.name}', size },
      ...spec,
    });
    await this.manifests.write({ 'platform/queue.yaml': text });
    await this.registry.sync();
  }

  async promote(...definitions: string[]): Promise<void> {
    const versions = definitions.map(definition => ({ definition, version: 1 }));
    await this.versions.promote({ versions }, DBA);
  }

  /** Adds a replica; it works when it is started. */
  async replica(): Promise<Replica> {
    const { database, registry } = this;
    const environments = DatabaseEnvironments.create({
      ...{ database, environmentTypes: () => registry.listEnvironmentTypes() },
      workloadsOfSets: async () => new Map(),
    });
    let parts: Omit<Replica, 'engine'>;
    const engine = await TestEngine.create({
      ...{ database, world: this.world, registry },
      tasks: async ({ queue, events }) => {
        const { guard } = startImpact({
          ...{ database, queue, environments, registry },
          values: { forEnvironment: async () => ({ values: {}, version: '0' }) },
          drivers: () => this.world.drivers().map(describeDriver),
        });
        parts = await startRollouts({ database, queue, environments, registry, guard, events });
        return [parts.task];
      },
    });
    const replica = { engine, ...parts! };
    this.replicas.push(replica);
    return replica;
  }

  /** A replica that works, and what version 1 has made in an environment of each type. */
  async live(environments: Record<string, string> = LIVE): Promise<Replica> {
    const replica = await this.replica();
    await replica.engine.execution.start();
    await Promise.all(
      Object.entries(environments).map(([name, type]) => this.deploy(replica, name, type)),
    );
    return replica;
  }

  /** Deploys `web` into an environment that is made when it is not there, and has it approved. */
  async deploy({ engine }: Replica, name: string, type: string): Promise<void> {
    const uid = this.environments.get(name) ?? (await engine.addEnvironment(name, type));
    this.environments.set(name, uid);
    const deployment = await engine.deploy(uid, { web: WEB });
    const ended = await this.approved(engine, deployment);
    if (ended.status !== 'succeeded') {
      throw new Error(`The deployment into ${name} is ${ended.status}: ${ended.error}`);
    }
  }

  /** The end of a deployment, which is approved by Ben where it waits for that. */
  async approved(engine: TestEngine, { uid }: Pick<Deployment, 'uid'>): Promise<Deployment> {
    const deployment = await engine.ended(uid);
    if (deployment.status !== 'awaiting-approval') {
      return deployment;
    }
    await engine.deployments.decide(
      uid,
      { ref: 'user:default/ben' },
      { planHash: deployment.planHash!, verdict: 'approved' },
    );
    while (!isFinal((await engine.deployments.get(uid)).status)) {
      await pause();
    }
    return engine.deployments.get(uid);
  }

  /** Waits until a rollout is as it should be. @throws Error with the rollout when that takes half a minute. */
  async until(
    uid: string,
    isReached: (rollout: ShownRollout) => boolean,
    replica: Replica = this.replicas[0],
  ): Promise<ShownRollout> {
    for (let tries = 0; tries < 1_500; tries += 1) {
      const rollout = await this.show(uid, replica);
      if (isReached(rollout)) {
        return rollout;
      }
      await pause();
    }
    throw new Error(`Still: ${JSON.stringify(await this.show(uid, replica), undefined, 2)}`);
  }

  /** A rollout with its environments, which are read after it and so are never behind what it says. */
  async show(uid: string, { rollouts }: Replica = this.replicas[0]): Promise<ShownRollout> {
    const rollout = await rollouts.get(uid);
    const { items } = await rollouts.environments(uid, { limit: 200 });
    return { ...rollout, environments: items };
  }

  /** Whatever a driver makes of the queue in an environment fails. */
  failIn(name: string): void {
    const uid = this.environments.get(name);
    this.world.before = ctx => {
      if (ctx.node === QUEUE && ctx.environment.uid === uid) {
        throw permanentError('The disk is full.');
      }
    };
  }

  failNowhere(): void {
    this.world.before = () => {};
  }

  /** The version that made the queue of an environment, or another node. */
  async versionIn(name: string, node: string = QUEUE): Promise<number | undefined> {
    const row = await this.database('ledger')
      .where({ environment_uid: this.environments.get(name), node, role: 'current' })
      .first('definition_version');
    return row?.definition_version;
  }

  /** Deployments of rollouts, as `<environment> <status>` in the order of submission. */
  async deployments(): Promise<string[]> {
    const rows = await this.database('deployments')
      .join('environments', 'environments.uid', 'deployments.environment_uid')
      .where({ kind: 'rollout' })
      .orderBy('deployments.uid')
      .select('environments.name', 'deployments.status');
    return rows.map(row => `${row.name} ${row.status}`);
  }

  async remove(): Promise<void> {
    await Promise.all(this.replicas.map(({ engine }) => engine.execution.stop()));
    await this.manifests.remove();
  }
}

/** Where a rollout is, environment by environment. */
export function places({ environments }: ShownRollout): string[] {
  return environments.map(each => `${each.environment} ${each.status}`);
}

/** A short wait. */
export async function pause(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 20));
}
