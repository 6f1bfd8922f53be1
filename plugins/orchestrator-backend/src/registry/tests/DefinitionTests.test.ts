import { TestDatabases } from '@backstage/backend-test-utils';
import { definitionText, manifestText, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import type { DefaultRegistry } from '../DefaultRegistry';
import { DefinitionTests } from './DefinitionTests';

jest.setTimeout(60_000);

const TEST = manifestText('DefinitionTest', 'shop-gets-a', {
  context: { application: 'shop' },
  request: { type: 'postgres' },
  expect: { definition: 'a', inputs: { host: 'one' } },
});

describe('tests of definitions', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let registry: DefaultRegistry;
  afterEach(() => fixture.remove());

  async function start(id: Parameters<typeof databases.init>[0]) {
    fixture = await RegistryFixture.create(await databases.init(id));
    registry = fixture.registry();
    await fixture.write({
      'platform/types.yaml': resourceTypeText('postgres'),
      'platform/a.yaml': definitionText('a', { host: 'one', application: 'shop' }),
      'platform/tests.yaml': TEST,
    });
    await registry.sync();
  }

  const problems = async () => (await registry.listSources())[0].problems;

  it.each(databases.eachSupportedId())(
    'keep back what they fail with, and nothing else of the same sync, %p',
    async id => {
      await start(id);
      expect(await problems()).toEqual([]);
      await fixture.write({
        'platform/a.yaml': definitionText('a', { host: 'two', application: 'shop' }),
        'platform/queue.yaml': resourceTypeText('queue'),
      });
      await registry.sync();
      expect(await registry.getDefinition('a')).toMatchObject({
        version: 1,
        spec: { inputs: { host: 'one' } },
      });
      expect((await registry.listResourceTypes()).map(type => type.name)).toContain('queue');
      const all = await problems();
      expect(all).toMatchObject([{ code: 'test-failed', source: 'platform/a.yaml', line: 3 }]);
      expect(all[0].message).toContain('The DefinitionTest "shop-gets-a"');
    },
  );

  it.each(databases.eachSupportedId())(
    'keep back a new definition that takes the place of the expected one, %p',
    async id => {
      await start(id);
      const thief = definitionText('b', {
        spec: {
          criteria: [
            { application: 'shop', environment: 'any-environment' },
            { resource: 'test.resource' },
          ],
        },
      });
      await fixture.write({ 'platform/b.yaml': thief });
      await registry.sync();
      await expect(registry.getDefinition('b')).rejects.toMatchObject({ name: 'NotFoundError' });
      expect(await problems()).toMatchObject([{ code: 'test-failed', source: 'platform/b.yaml' }]);
    },
  );

  it.each(databases.eachSupportedId())(
    'that are wrong themselves are told of, and keep nothing back, %p',
    async id => {
      await start(id);
      await fixture.write({ 'platform/tests.yaml': TEST.replace('"one"', '"three"') });
      await registry.sync();
      expect(await problems()).toMatchObject([
        { code: 'test-failed', source: 'platform/tests.yaml', pointer: '/spec/expect/inputs/host' },
      ]);
      expect(await registry.getDefinition('a')).toMatchObject({ version: 1 });
    },
  );

  it.each(databases.eachSupportedId())('run on demand, stored or given, %p', async id => {
    await start(id);
    const tests = DefinitionTests.create({
      ...{ database: fixture.database, registry },
      drivers: () => [{ id: 'static', version: '1.0.0', inputs: { type: 'object' } }],
    });
    expect(await tests.list()).toMatchObject([
      { name: 'shop-gets-a', source: { name: 'platform' } },
    ]);
    expect(await tests.run({})).toMatchObject([{ test: 'shop-gets-a', passed: true }]);
    const given = { manifests: TEST.replace('"one"', '"three"') };
    expect(await tests.run(given)).toMatchObject([{ passed: false }]);
    await expect(tests.run({ manifests: resourceTypeText('x') })).rejects.toThrow(
      'a ResourceType is no test',
    );
  });
});
