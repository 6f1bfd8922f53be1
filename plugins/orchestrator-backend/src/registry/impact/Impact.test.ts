import { TestDatabases } from '@backstage/backend-test-utils';
import { definitionText } from '../__testUtils__/manifestTexts';
import { DatabasePins } from '../pins/DatabasePins';
import { hostChange as changed, ImpactFixture } from './__testUtils__/ImpactFixture';
import type { DestructiveImpactError } from './ImpactRefusal';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';

describe('impact of a change', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: ImpactFixture;
  afterEach(() => fixture.remove());

  async function start(
    id: Parameters<typeof databases.init>[0],
    options?: Parameters<typeof ImpactFixture.create>[1],
  ) {
    fixture = await ImpactFixture.create(await databases.init(id), options);
    return fixture.parts;
  }

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

  it.each(databases.eachSupportedId())(
    'takes nothing away where another driver adopts what exists, and is blocked where it cannot, %p',
    async id => {
      const { impacts } = await start(id);
      const node = 'postgres.default#web.db';
      await fixture.database('ledger').where({ node }).update({ external_id: 'static/web' });
      const report = (driver: string) => {
        const spec = { driver, takesOver: ['a'] };
        const content = definitionText('a', { host: 'one', application: 'shop', spec });
        return impacts.ask({ files: [{ name: 'a.yaml', content }] }, ANA);
      };
      const adopting = await report('adopting');
      expect(adopting.summary).toMatchObject({ affected: 1, blocked: 0, destructive: 0 });
      expect(adopting.environments![0].nodes.find(each => each.node === node)).toMatchObject({
        ...{ action: 'adopt', destructive: false, replaces: false },
        differences: expect.arrayContaining([
          { path: '/driver', before: 'static', after: 'adopting' },
        ]),
      });
      const plain = await report('plain');
      expect(plain.summary!.blocked).toBeGreaterThan(0);
      expect(plain.environments![0].nodes.find(each => each.node === node)).toMatchObject({
        ...{ action: 'blocked', destructive: true },
        reason: expect.stringContaining('The driver plain cannot adopt'),
      });
    },
  );

  it.each(databases.eachSupportedId())('respects pins, %p', async id => {
    const { impacts } = await start(id);
    const node = 'postgres.default#web.db';
    const { database, environments } = fixture;
    const pins = DatabasePins.create({ database, environments });
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
    await fixture.work();
    const report = await fixture.ended(asked.uid);
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
        await fixture.declare(host);
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
      expect(await fixture.registry.getDefinition('a')).toMatchObject({
        version: 2,
        status: 'default',
      });
    },
  );
});
