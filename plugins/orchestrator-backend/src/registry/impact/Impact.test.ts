import { TestDatabases } from '@backstage/backend-test-utils';
import type { DriverDescriptor } from '@tutti/planner';
import { v7 as uuid } from 'uuid';
import { DatabaseEnvironments } from '../../environments/DatabaseEnvironments';
import { InProcessWorkQueue } from '../../execution/queue/InProcessWorkQueue';
import { BellRouter } from '../../execution/queue/BellRouter';
import { definitionText, manifestText, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import { seedWeb } from '../__testUtils__/seedWeb';
import { DatabasePins } from '../pins/DatabasePins';
import type { DefaultRegistry } from '../DefaultRegistry';
import { startImpact } from '../startImpact';
import type { DestructiveImpactError } from './ImpactGuard';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const STATIC: DriverDescriptor = {
  id: 'static',
  version: '1.0.0',
  inputs: { type: 'object', properties: { host: { type: 'string', identity: true } } },
};
const PROFILE = manifestText('ResourceDefinition', 'plain', {
  ...{ type: 'workload', driver: 'static', criteria: [{}] },
});

describe('impact of a change', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let registry: DefaultRegistry;
  let environments: DatabaseEnvironments;
  let queue: InProcessWorkQueue;
  afterEach(async () => {
    await queue.stop();
    await fixture.remove();
  });

  /** The application `shop`: `live` has the workload web with a database of definition `a`, nothing is in `idle`. */
  async function start(
    id: Parameters<typeof databases.init>[0],
    options: { newVersions?: 'proposed'; inlineEnvironments?: number } = {},
  ) {
    const database = await databases.init(id);
    fixture = await RegistryFixture.create(database);
    registry = fixture.registry({ drivers: [STATIC], ...options });
    await fixture.write({
      'platform/types.yaml': resourceTypeText('postgres', { stateful: true }),
      'platform/profile.yaml': PROFILE,
      'platform/a.yaml': definitionText('a', { host: 'one', application: 'shop' }),
    });
    await registry.sync();
    environments = DatabaseEnvironments.create({
      ...{ database, environmentTypes: async () => [] },
      workloadsOfSets: async () => new Map(),
    });
    const application = uuid();
    await database('applications').insert({ uid: application, name: 'shop' });
    const live = uuid();
    await database('environments').insert([
      { uid: live, application_uid: application, name: 'live', type: 'p' },
      { uid: uuid(), application_uid: application, name: 'idle', type: 'd' },
    ]);
    await seedWeb(database, live);
    queue = InProcessWorkQueue.create({ database, logger: fixture.logger });
    return startImpact({
      ...{ database, queue, environments, registry, drivers: () => [STATIC], ...options },
      values: { forEnvironment: async () => ({ values: {}, version: '0' }) },
    });
  }

  const changed = (host: string) => ({
    files: [{ name: 'a.yaml', content: definitionText('a', { host, application: 'shop' }) }],
  });

  it.each(databases.eachSupportedId())(
    'is told environment by environment and node by node, with replacements flagged, %p',
    async id => {
      const { impacts } = await start(id);
      const report = await impacts.ask(changed('two'), ANA);
      expect(report).toMatchObject({
        status: 'done',
        requestedBy: ANA,
        summary: { affected: 1, unaffected: 1, notEvaluated: 0, replaced: 1, destructive: 1 },
      });
      const [live, idle] = report.environments!;
      expect(live).toMatchObject({ application: 'shop', environment: 'live', result: 'affected' });
      expect(live.nodes.find(node => node.node === 'postgres.default#web.db')).toMatchObject({
        ...{ action: 'replace', actionBefore: 'unchanged', replaces: true, destructive: true },
        ...{ version: 2, versionBefore: 1, stateful: true },
      });
      expect(idle).toMatchObject({ result: 'unaffected', reason: 'Nothing is deployed in it.' });
      expect(await impacts.get(report.uid)).toEqual(report);
    },
  );

  it.each(databases.eachSupportedId())(
    'of a change that touches nothing says so for every environment, %p',
    async id => {
      const { impacts } = await start(id);
      const files = [{ name: 'b.yaml', content: definitionText('b', { application: 'bank' }) }];
      const { environments: all } = await impacts.ask({ files }, ANA);
      expect(all!.map(each => [each.environment, each.result])).toEqual([
        ['idle', 'unaffected'],
        ['live', 'unaffected'],
      ]);
    },
  );

  it.each(databases.eachSupportedId())('respects pins, %p', async id => {
    const { impacts } = await start(id);
    const node = 'postgres.default#web.db';
    const pins = DatabasePins.create({ database: fixture.database, environments });
    await pins.set({ application: 'shop', node, definition: 'a', version: 1 }, ANA);
    const { summary } = await impacts.ask(changed('two'), ANA);
    expect(summary).toMatchObject({ affected: 0, unaffected: 2 });
  });

  it.each(databases.eachSupportedId())(
    'of a deletion is that what exists has no definition any more, %p',
    async id => {
      const { impacts } = await start(id);
      const { summary } = await impacts.ask({ source: 'platform', files: [] }, ANA);
      expect(summary!.blocked).toBeGreaterThan(0);
    },
  );

  it.each(databases.eachSupportedId())(
    'that cannot be evaluated says why, and wrong files come back with their places, %p',
    async id => {
      const { impacts } = await start(id);
      await fixture.database('environments').where({ name: 'live' }).update({ status: 'deleting' });
      const { environments: all } = await impacts.ask(changed('two'), ANA);
      expect(all![0]).toMatchObject({
        ...{ environment: 'live', result: 'not-evaluated' },
        reason: 'It is being deleted (deleting).',
      });
      const files = [{ name: 'a.yaml', content: definitionText('a', { spec: { type: 'x' } }) }];
      await expect(impacts.ask({ files }, ANA)).rejects.toMatchObject({
        problems: [{ source: 'a.yaml', line: 4, pointer: '/spec/type' }],
      });
    },
  );

  it.each(databases.eachSupportedId())('of a large fleet is found by the queue, %p', async id => {
    const { impacts } = await start(id, { inlineEnvironments: 1 });
    const asked = await impacts.ask(changed('two'), ANA);
    expect(asked).toMatchObject({ status: 'pending' });
    expect(await impacts.unfinished()).toEqual([asked.uid]);
    await queue.run(
      BellRouter.create({
        ...{ tasks: [impacts], logger: fixture.logger },
        lanes: { take: async () => undefined, work: async () => {} },
      }),
    );
    let report = asked;
    while (report.status === 'pending' || report.status === 'running') {
      await new Promise(resolve => setTimeout(resolve, 10));
      report = await impacts.get(asked.uid);
    }
    expect(report.error).toBeUndefined();
    expect(report.summary).toMatchObject({ affected: 1, replaced: 1 });
    expect(await impacts.unfinished()).toEqual([]);
  });

  it.each(databases.eachSupportedId())(
    'that takes something away keeps a promotion back until its report is confirmed, %p',
    async id => {
      const { versions } = await start(id, { newVersions: 'proposed' });
      const promote = (version: number, confirmImpact?: string) =>
        versions.promote({ versions: [{ definition: 'a', version }], confirmImpact }, ANA);
      await versions.promote({ versions: [{ definition: 'plain', version: 1 }] }, ANA);
      await promote(1);
      for (const host of ['two', 'three']) {
        const text = definitionText('a', { host, application: 'shop' });
        await fixture.write({ 'platform/a.yaml': text });
        await registry.sync();
      }
      const refusal: DestructiveImpactError = await promote(2).catch(error => error);
      expect(refusal).toMatchObject({
        name: 'ConflictError',
        report: { summary: { replaced: 1 }, environments: [{ environment: 'live' }] },
      });
      expect(refusal.message).toContain('shop/live');
      // A report about another change confirms nothing.
      await expect(promote(3, refusal.report.uid)).rejects.toMatchObject({ name: 'ConflictError' });
      await promote(2, refusal.report.uid);
      expect(await registry.getDefinition('a')).toMatchObject({ version: 2, status: 'default' });
    },
  );
});
