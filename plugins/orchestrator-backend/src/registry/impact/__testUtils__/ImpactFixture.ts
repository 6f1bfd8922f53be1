import type { DriverDescriptor } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { DatabaseEnvironments } from '../../../environments/DatabaseEnvironments';
import { BellRouter } from '../../../execution/queue/BellRouter';
import { InProcessWorkQueue } from '../../../execution/queue/InProcessWorkQueue';
import { definitionText, manifestText, resourceTypeText } from '../../__testUtils__/manifestTexts';
import { RegistryFixture } from '../../__testUtils__/RegistryFixture';
import { seedWeb } from '../../__testUtils__/seedWeb';
import type { DefaultRegistry } from '../../DefaultRegistry';
import { startImpact } from '../../startImpact';

const STATIC: DriverDescriptor = {
  id: 'static',
  version: '1.0.0',
  inputs: { type: 'object', properties: { host: { type: 'string', identity: true } } },
};
/** They make the same otherwise; one can adopt what another driver made. */
const OTHERS: DriverDescriptor[] = [
  { ...STATIC, id: 'adopting', adopts: true },
  { ...STATIC, id: 'plain' },
];
const DRIVERS = [STATIC, ...OTHERS];
const PROFILE = manifestText('ResourceDefinition', 'plain', {
  ...{ type: 'workload', driver: 'static', criteria: [{}] },
});

/** Options of {@link ImpactFixture.create}. */
export interface ImpactFixtureOptions {
  newVersions?: 'proposed';
  inlineEnvironments?: number;
}

/**
 * A real registry with the definition `a` of databases, and the application `shop`: its environment `live`, of type `p`, has
 * the workload web with a database of `a`; nothing is in `idle`, of type `d`.
 */
export class ImpactFixture {
  readonly queue: InProcessWorkQueue;
  readonly environments: DatabaseEnvironments;
  readonly parts: ReturnType<typeof startImpact>;
  readonly #applicationUid: string;

  private constructor(
    readonly database: Knex,
    readonly manifests: RegistryFixture,
    readonly registry: DefaultRegistry,
    options: ImpactFixtureOptions & { applicationUid: string },
  ) {
    const { applicationUid, ...rest } = options;
    this.#applicationUid = applicationUid;
    this.environments = DatabaseEnvironments.create({
      ...{ database, environmentTypes: async () => [] },
      workloadsOfSets: async () => new Map(),
    });
    this.queue = InProcessWorkQueue.create({ database, logger: manifests.logger });
    this.parts = startImpact({
      ...{ database, queue: this.queue, environments: this.environments, registry, ...rest },
      drivers: () => DRIVERS,
      values: { forEnvironment: async () => ({ values: {}, version: '0' }) },
    });
  }

  static async create(database: Knex, options: ImpactFixtureOptions = {}): Promise<ImpactFixture> {
    const manifests = await RegistryFixture.create(database);
    const registry = manifests.registry({ drivers: DRIVERS, ...options });
    await manifests.write({
      'platform/types.yaml': resourceTypeText('postgres', { stateful: true }),
      'platform/profile.yaml': PROFILE,
      'platform/a.yaml': definitionText('a', { host: 'one', application: 'shop' }),
    });
    await registry.sync();
    const applicationUid = uuid();
    await database('applications').insert({ uid: applicationUid, name: 'shop' });
    const fixture = new ImpactFixture(database, manifests, registry, {
      ...{ ...options, applicationUid },
    });
    await fixture.addEnvironment('live', 'p', { isLive: true });
    await fixture.addEnvironment('idle', 'd');
    return fixture;
  }

  /** Adds an environment of `shop`; a live one has the workload web with its database. @returns its uid */
  async addEnvironment(name: string, type: string, { isLive = false } = {}): Promise<string> {
    const uid = uuid();
    const application = { application_uid: this.#applicationUid };
    await this.database('environments').insert({ uid, ...application, name, type });
    if (isLive) {
      await seedWeb(this.database, uid);
    }
    return uid;
  }

  /** The source declares `a` with another host, and what that makes of it comes into force. */
  async declare(host: string): Promise<void> {
    const text = definitionText('a', { host, application: 'shop' });
    await this.manifests.write({ 'platform/a.yaml': text });
    await this.registry.sync();
  }

  /** Begins to work on tasks. */
  async work(): Promise<void> {
    await this.queue.run(
      BellRouter.create({
        ...{ tasks: [this.parts.impacts], logger: this.manifests.logger },
        lanes: { take: async () => undefined, work: async () => {} },
      }),
    );
  }

  /** A report once it is made. */
  async ended(uid: string) {
    let report = await this.parts.impacts.get(uid);
    while (report.status === 'pending' || report.status === 'running') {
      await new Promise(resolve => setTimeout(resolve, 10));
      report = await this.parts.impacts.get(uid);
    }
    return report;
  }

  async remove(): Promise<void> {
    await this.queue.stop();
    await this.manifests.remove();
  }
}

/** A change after which `a` has another host, which replaces what it has made. */
export function hostChange(host: string) {
  return {
    files: [{ name: 'a.yaml', content: definitionText('a', { host, application: 'shop' }) }],
  };
}
