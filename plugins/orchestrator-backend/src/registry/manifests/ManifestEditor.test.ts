import { TestDatabases } from '@backstage/backend-test-utils';
import { definitionText, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import type { DefaultRegistry } from '../DefaultRegistry';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';

describe('manifests that are saved through the API', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let registry: DefaultRegistry;
  afterEach(() => fixture.remove());

  async function start(id: Parameters<typeof databases.init>[0]) {
    fixture = await RegistryFixture.create(await databases.init(id));
    registry = fixture.registry();
    await fixture.write({ 'platform/types.yaml': resourceTypeText('postgres') });
    await registry.sync();
  }

  const save = (text: string, options: { isNew?: boolean; name?: string } = {}) =>
    registry.manifests.save({ kind: 'ResourceDefinition', text, ...options }, ANA);

  it.each(databases.eachSupportedId())(
    'come into force at once, make versions, and outlive the next sync, %p',
    async id => {
      await start(id);
      await save(definitionText('a', { host: 'one' }), { isNew: true });
      await save(definitionText('a', { host: 'two' }));
      await registry.sync();
      expect(await registry.getDefinition('a')).toMatchObject({
        version: 2,
        spec: { inputs: { host: 'two' } },
        source: { name: 'api', file: 'api/ResourceDefinition/a.yaml' },
      });
      expect((await registry.listSources()).map(source => [source.name, source.manifests])).toEqual(
        [
          ['platform', 1],
          ['api', 1],
        ],
      );
      await registry.manifests.remove({ kind: 'ResourceDefinition', name: 'a' }, ANA);
      await expect(registry.getDefinition('a')).rejects.toMatchObject({ name: 'NotFoundError' });
    },
  );

  it.each(databases.eachSupportedId())(
    'are refused with line and path when they are wrong, and change nothing, %p',
    async id => {
      await start(id);
      await save(definitionText('a'));
      const wrong = definitionText('a', { spec: { driver: 'statik' } });
      await expect(save(wrong)).rejects.toMatchObject({
        name: 'InputError',
        problems: [{ source: 'api/ResourceDefinition/a.yaml', line: 4, pointer: '/spec/driver' }],
      });
      await expect(save('kind: [')).rejects.toMatchObject({ name: 'InputError' });
      await expect(save(resourceTypeText('x'))).rejects.toThrow('this route saves a');
      await expect(save(definitionText('b'), { name: 'a' })).rejects.toThrow(
        'the manifest is named "b", the route "a"',
      );
      expect(await registry.getDefinition('a')).toMatchObject({ version: 1 });
    },
  );

  it.each(databases.eachSupportedId())(
    'are refused when another source declares the name, or their criteria are taken, %p',
    async id => {
      await start(id);
      await fixture.write({ 'platform/a.yaml': definitionText('a', { application: 'shop' }) });
      await registry.sync();
      await expect(save(definitionText('a', { host: 'mine' }))).rejects.toThrow(
        'comes from the source "platform" (platform/a.yaml) and is read-only here',
      );
      await expect(
        registry.manifests.remove({ kind: 'ResourceDefinition', name: 'a' }, ANA),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      await expect(save(definitionText('b', { application: 'shop' }))).rejects.toMatchObject({
        name: 'InputError',
      });
      await expect(registry.getDefinition('b')).rejects.toMatchObject({ name: 'NotFoundError' });
    },
  );

  it.each(databases.eachSupportedId())(
    'are not taken away from what needs them, and old content asks to be promoted, %p',
    async id => {
      await start(id);
      const type = { kind: 'ResourceType', text: resourceTypeText('queue') } as const;
      await registry.manifests.save(type, ANA);
      await save(definitionText('a', { spec: { type: 'queue', inputs: {} } }));
      await expect(
        registry.manifests.remove({ kind: 'ResourceType', name: 'queue' }, ANA),
      ).rejects.toThrow('Other manifests would break.');
      await save(definitionText('b', { host: 'one' }));
      await save(definitionText('b', { host: 'two' }));
      await expect(save(definitionText('b', { host: 'one' }))).rejects.toThrow(
        'The definition "b" is the same as its version 1 (deprecated) again',
      );
      await expect(save(definitionText('b', { host: 'two' }), { isNew: true })).rejects.toThrow(
        'There is a ResourceDefinition "b" already: update it instead.',
      );
    },
  );
});
