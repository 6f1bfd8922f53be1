import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@tutti/score';
import {
  definitionText,
  documents,
  environmentTypeText,
  resourceTypeText,
} from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';

jest.setTimeout(60_000);

describe('sources that are degraded', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  afterEach(() => fixture.remove());

  async function syncedRegistry(files: Record<string, string>) {
    await fixture.write({ 'platform/types.yaml': resourceTypeText('postgres'), ...files });
    const registry = fixture.registry();
    await registry.sync();
    return registry;
  }

  it.each(databases.eachSupportedId())(
    'keep the last good version of a bad file in force, and take in the good ones beside it, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncedRegistry({
        'platform/a.yaml': definitionText('a', { host: 'one' }),
        'platform/b.yaml': definitionText('b', { host: 'one' }),
      });
      await fixture.write({
        'platform/a.yaml': 'kind: [ResourceDefinition\n  name: }',
        'platform/b.yaml': definitionText('b', { host: 'two' }),
        'platform/c.yaml': definitionText('c'),
      });
      await registry.sync();
      const { items } = await registry.listDefinitions();
      expect(
        items.map(({ name, version, spec }) => [name, version, (spec.inputs as JsonObject).host]),
      ).toEqual([
        ['a', 1, 'one'],
        ['b', 2, 'two'],
        ['c', 1, 'db.internal'],
      ]);
      const [source] = await registry.listSources();
      expect(source).toMatchObject({ status: 'degraded', manifests: 4 });
      expect(source.problems[0]).toMatchObject({
        severity: 'error',
        source: 'platform/a.yaml',
        line: expect.any(Number),
        column: expect.any(Number),
      });

      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'three' }) });
      await registry.sync();
      expect((await registry.listSources())[0]).toMatchObject({ status: 'ok', problems: [] });
      await expect(registry.getDefinition('a')).resolves.toMatchObject({ version: 2 });
    },
  );

  it.each(databases.eachSupportedId())(
    'refuse one bad manifest of a file with line, column and path, and keep its last good version, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncedRegistry({
        'platform/a.yaml': documents(definitionText('a'), definitionText('b')),
      });
      await fixture.write({
        'platform/a.yaml': documents(
          definitionText('a', { spec: { driver: 'statik' } }),
          definitionText('b', { host: 'two' }),
          definitionText('c', { spec: { type: 'postgress' } }),
        ),
      });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({ driver: 'static' });
      await expect(registry.getDefinition('b')).resolves.toMatchObject({ version: 2 });
      await expect(registry.getDefinition('c')).rejects.toMatchObject({ name: 'NotFoundError' });
      const [source] = await registry.listSources();
      expect(source.status).toBe('degraded');
      expect(source.problems).toEqual([
        expect.objectContaining({ source: 'platform/a.yaml', line: 4, pointer: '/spec/driver' }),
        expect.objectContaining({ source: 'platform/a.yaml', line: 14, pointer: '/spec/type' }),
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'do not take a manifest for vanished that is there but bad, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncedRegistry({ 'platform/a.yaml': definitionText('a') });
      await fixture.write({
        'platform/a.yaml': undefined,
        'platform/renamed.yaml': definitionText('a', { spec: { nonsense: true } }),
      });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({ version: 1 });
      await fixture.write({ 'platform/renamed.yaml': '{' });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({ version: 1 });
      await fixture.write({ 'platform/renamed.yaml': '' });
      await registry.sync();
      await expect(registry.getDefinition('a')).rejects.toMatchObject({ name: 'NotFoundError' });
    },
  );

  it.each(databases.eachSupportedId())(
    'keep a definition whose criterion a new one wants while its own manifest is bad, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncedRegistry({
        'platform/a.yaml': definitionText('a', { application: 'shop' }),
      });
      await fixture.write({
        'platform/a.yaml': '{',
        'platform/b.yaml': definitionText('b', { application: 'shop' }),
      });
      await registry.sync();
      const { criteria } = (await registry.snapshot()).registry;
      expect(criteria.map(each => each.definition)).toEqual(['a']);
      const [source] = await registry.listSources();
      expect(source.problems.map(problem => problem.source)).toContain('platform/b.yaml');

      await fixture.write({ 'platform/a.yaml': definitionText('a', { application: 'bank' }) });
      await registry.sync();
      const after = (await registry.snapshot()).registry.criteria;
      expect(after.map(each => [each.definition, each.criterion.application])).toEqual([
        ['a', 'bank'],
        ['b', 'shop'],
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'are not applied when they lose more than 30 % at once, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const names = Array.from({ length: 19 }, (_, index) => `definition-${index}`);
      const files = names.map(name => [`platform/${name}.yaml`, definitionText(name)]);
      const registry = await syncedRegistry(Object.fromEntries(files));
      const lost = (count: number) =>
        Object.fromEntries(names.slice(0, count).map(name => [`platform/${name}.yaml`, undefined]));
      const count = async () => (await registry.listDefinitions()).items.length;
      const definition = definitionText('definition-18', { host: 'new' });
      await fixture.write({ ...lost(7), 'platform/definition-18.yaml': definition });
      await registry.sync();
      expect(await count()).toBe(19);
      await expect(registry.getDefinition('definition-18')).resolves.toMatchObject({ version: 1 });
      const [source] = await registry.listSources();
      expect(source.status).toBe('degraded');
      expect(source.problems[0].message).toContain('lost 7 of its 20 manifests at once');

      await fixture.write({ 'platform/definition-0.yaml': definitionText('definition-0') });
      await registry.sync();
      expect(await count()).toBe(13);
      await expect(registry.getDefinition('definition-18')).resolves.toMatchObject({ version: 2 });
      expect((await registry.listSources())[0].status).toBe('ok');
    },
  );

  it.each(databases.eachSupportedId())(
    'are the second ones that declare a name, until the first lets go of it, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id), ['platform', 'team']);
      const registry = await syncedRegistry({
        'team/a.yaml': definitionText('a', { host: 'team' }),
      });
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'platform' }) });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({
        source: { name: 'team', file: 'team/a.yaml' },
      });
      const [platform, team] = await registry.listSources();
      expect(team.status).toBe('ok');
      expect(platform.problems).toMatchObject([
        { code: 'declared-elsewhere', source: 'platform/a.yaml', line: 3 },
      ]);

      await fixture.write({ 'team/a.yaml': undefined });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({
        version: 2,
        source: { name: 'platform', file: 'platform/a.yaml' },
        spec: { inputs: { host: 'platform' } },
      });
      expect((await registry.listSources()).map(source => source.status)).toEqual(['ok', 'ok']);
    },
  );

  it.each(databases.eachSupportedId())(
    'leave nothing behind when they are taken out of the configuration, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id), ['platform', 'team']);
      await syncedRegistry({
        'team/a.yaml': documents(definitionText('a'), environmentTypeText('staging', 20)),
      });
      const registry = fixture.registry({ sources: ['platform'] });
      await registry.sync();
      expect((await registry.listDefinitions()).items).toEqual([]);
      expect(await registry.listEnvironmentTypes()).toEqual([]);
      // Environments of it may exist.
      await expect(registry.getEnvironmentType('staging')).resolves.toMatchObject({ order: 20 });
      expect(await fixture.database('sources').pluck('name')).not.toContain('team');
    },
  );

  it.each(databases.eachSupportedId())(
    'tell a broken file once in the log, not at every sync, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncedRegistry({ 'platform/a.yaml': '{' });
      const warnings = fixture.logger.warn.mock.calls.length;
      expect(warnings).toBeGreaterThan(0);
      await fixture.write({ 'platform/b.yaml': definitionText('b') });
      await registry.sync();
      expect(fixture.logger.warn.mock.calls).toHaveLength(warnings);
    },
  );
});
