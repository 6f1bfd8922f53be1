import { TestDatabases } from '@backstage/backend-test-utils';
import { definitionText, documents, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';

jest.setTimeout(60_000);

describe('versions of definitions', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  afterEach(() => fixture.remove());

  /** Syncs the given texts of the file that has all definitions, one after the other. */
  async function syncAll(...texts: (string | undefined)[]) {
    await fixture.write({ 'platform/types.yaml': resourceTypeText('postgres') });
    const registry = fixture.registry();
    for (const text of texts) {
      await fixture.write({ 'platform/a.yaml': text });
      await registry.sync();
    }
    return registry;
  }

  it.each(databases.eachSupportedId())('are numbered from 1 by content, %p', async id => {
    fixture = await RegistryFixture.create(await databases.init(id));
    const registry = await syncAll(
      definitionText('a', { host: 'one' }),
      definitionText('a', { host: 'two' }),
      `# Only a comment is new.\n${definitionText('a', { host: 'two' })}`,
      definitionText('a', { host: 'three' }),
    );
    const definition = await registry.getDefinition('a');
    expect(definition).toMatchObject({ version: 3, spec: { inputs: { host: 'three' } } });
    const statuses = await fixture
      .database('definition_versions')
      .orderBy('version')
      .pluck('status');
    expect(statuses).toEqual(['deprecated', 'deprecated', 'default']);
  });

  it.each(databases.eachSupportedId())(
    'do not promote themselves when old content comes back, criteria included, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const old = definitionText('a', { host: 'one', application: 'old' });
      const registry = await syncAll(
        old,
        definitionText('a', { host: 'two', application: 'new' }),
        old,
      );
      await expect(registry.getDefinition('a')).resolves.toMatchObject({
        version: 2,
        spec: { inputs: { host: 'two' } },
        criteria: [{ application: 'new' }],
      });
      const [source] = await registry.listSources();
      expect(source.problems).toMatchObject([
        { severity: 'warning', code: 'not-promoted', source: 'platform/a.yaml', line: 3 },
      ]);
      expect(source.problems[0].message).toContain('the same as its version 1 (deprecated) again');
    },
  );

  it.each(databases.eachSupportedId())(
    'are not made by other criteria, which come into force at once, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncAll(
        definitionText('a', { application: 'shop' }),
        definitionText('a', { application: 'bank' }),
      );
      await expect(registry.getDefinition('a')).resolves.toMatchObject({
        version: 1,
        criteria: [{ class: 'default', application: 'bank' }],
      });
      const revisions = await fixture.database('criteria').pluck('revision');
      expect(revisions).toEqual([2]);
    },
  );

  it.each(databases.eachSupportedId())(
    'can swap their criteria with those of another definition in one sync, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const file = (one: string, other: string) =>
        documents(
          definitionText('a', { application: one }),
          definitionText('b', { application: other }),
        );
      const registry = await syncAll(file('shop', 'bank'), file('bank', 'shop'));
      const { criteria } = (await registry.snapshot()).registry;
      expect(criteria).toEqual([
        { definition: 'a', criterion: { class: 'default', application: 'bank' } },
        { definition: 'b', criterion: { class: 'default', application: 'shop' } },
      ]);
      expect((await registry.listSources())[0].status).toBe('ok');
    },
  );

  it.each(databases.eachSupportedId())(
    'are kept when the manifest vanishes, and go on being numbered when it returns, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncAll(
        definitionText('a', { host: 'one' }),
        definitionText('a', { host: 'two' }),
        '',
      );
      await expect(registry.getDefinition('a')).rejects.toMatchObject({ name: 'NotFoundError' });
      const unbound = await registry.snapshot();
      expect(unbound.registry.definitions).toEqual([]);
      expect(unbound.registry.criteria).toEqual([]);
      const bound = await registry.snapshot([{ definition: 'a', version: 2 }]);
      expect(bound.registry.definitions).toMatchObject([
        { name: 'a', version: 2, status: 'archived', spec: { inputs: { host: 'two' } } },
      ]);

      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'one' }) });
      await registry.sync();
      await expect(registry.getDefinition('a')).rejects.toMatchObject({ name: 'NotFoundError' });
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'two' }) });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({
        version: 2,
        criteria: [{ application: 'a' }],
      });
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'three' }) });
      await registry.sync();
      await expect(registry.getDefinition('a')).resolves.toMatchObject({ version: 3 });
    },
  );

  it.each(databases.eachSupportedId())(
    'of which the type vanished keep the type for planning, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = await syncAll(definitionText('a'), '');
      await fixture.write({ 'platform/types.yaml': '' });
      await registry.sync();
      const names = async (bound: { definition: string; version: number }[]) =>
        (await registry.snapshot(bound)).registry.resourceTypes.map(type => type.name);
      expect(await names([])).not.toContain('postgres');
      expect(await names([{ definition: 'a', version: 1 }])).toContain('postgres');
    },
  );
});
