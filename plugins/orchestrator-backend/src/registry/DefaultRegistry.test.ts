import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { builtInResourceTypes } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import type { DefaultRegistry } from './DefaultRegistry';
import {
  definitionText,
  documents,
  environmentTypeText,
  resourceTypeText,
} from './__testUtils__/manifestTexts';
import type { ListDefinitionsFilter } from './Registry';
import { RegistryFixture } from './__testUtils__/RegistryFixture';

jest.setTimeout(60_000);

/** Waits until something is so; the test's timeout ends it otherwise. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await sleep(50);
  }
}

async function hostOf(registry: DefaultRegistry, definition: string) {
  const { spec } = await registry.getDefinition(definition);
  return (spec.inputs as JsonObject).host;
}

describe('DefaultRegistry', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  afterEach(() => fixture.remove());

  it.each(databases.eachSupportedId())(
    'knows the built-in resource types without any source, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id), []);
      const registry = fixture.registry();
      await registry.sync();
      const types = await registry.listResourceTypes();
      expect(types.map(type => type.name)).toEqual(
        builtInResourceTypes.map(type => type.name).sort(),
      );
      expect(types.every(type => type.builtIn)).toBe(true);
      const { registry: snapshot } = await registry.snapshot();
      expect(snapshot.resourceTypes).toHaveLength(types.length);
      expect(await registry.listSources()).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'shows what all files below the folders declare, and where, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await fixture.write({
        'platform/types.yaml': documents(
          resourceTypeText('postgres', { stateful: true }),
          environmentTypeText('production', 30),
          environmentTypeText('development', 10),
        ),
        'platform/databases/shop/a.yml': definitionText('postgres-shop', { title: 'For the shop' }),
        'platform/notes.txt': 'no manifest',
        'platform/.hidden/b.yaml': definitionText('hidden'),
      });
      const registry = fixture.registry();
      await registry.sync();
      expect(await registry.listDefinitions()).toEqual({
        items: [
          expect.objectContaining({
            name: 'postgres-shop',
            title: 'For the shop',
            type: 'postgres',
            driver: 'static',
            version: 1,
            criteria: [{ class: 'default', application: 'postgres-shop' }],
            source: { name: 'platform', file: 'platform/databases/shop/a.yml' },
            usage: 0,
          }),
        ],
      });
      await expect(registry.getDefinition('hidden')).rejects.toThrow(
        'There is no resource definition "hidden".',
      );
      const types = await registry.listEnvironmentTypes();
      expect(types.map(type => type.name)).toEqual(['development', 'production']);
      await expect(registry.getEnvironmentType('production')).resolves.toMatchObject({ order: 30 });
      await expect(registry.getEnvironmentType('staging')).rejects.toThrow(/"staging"/);
      expect(await registry.listSources()).toEqual([
        {
          name: 'platform',
          kind: 'file',
          newVersions: 'default',
          target: './platform',
          status: 'ok',
          lastReadAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          manifests: 4,
          problems: [],
        },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'lists definitions page by page, of one type, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await fixture.write({
        'platform/a.yaml': documents(
          resourceTypeText('postgres'),
          resourceTypeText('redis'),
          ...['d', 'b', 'a', 'c', 'e'].map(name => definitionText(name)),
          definitionText('other', { spec: { type: 'redis' } }),
        ),
      });
      const registry = fixture.registry();
      await registry.sync();
      const names: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await registry.listDefinitions({ type: 'postgres', limit: 2, cursor });
        names.push(page.items.map(item => item.name));
        cursor = page.nextCursor;
      } while (cursor);
      expect(names).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
      // The cursor is of the list as it was filtered; what fits nothing is an empty page.
      const named = async (filter: ListDefinitionsFilter) =>
        (await registry.listDefinitions(filter)).items.map(item => item.name);
      expect(await named({ text: 'B' })).toEqual(['b']);
      expect(await named({ driver: 'static', status: 'default', limit: 1 })).toEqual(['a']);
      expect(await named({ driver: 'terraform' })).toEqual([]);
      expect(await named({ status: 'proposed' })).toEqual([]);
      expect(await named({ owner: 'group:default/dba' })).toEqual([]);
      await expect(registry.listDefinitions({ limit: 0 })).rejects.toMatchObject({
        name: 'InputError',
      });
      await expect(registry.listDefinitions({ cursor: 'b' })).rejects.toMatchObject({
        message: expect.stringContaining('not a cursor of this list'),
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'gives planning the default versions, and those that bindings name, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await fixture.write({
        'platform/types.yaml': resourceTypeText('postgres'),
        'platform/a.yaml': definitionText('a', { host: 'one' }),
      });
      const registry = fixture.registry();
      await registry.sync();
      const first = await registry.snapshot();
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'two' }) });
      await registry.sync();

      const second = await registry.snapshot();
      expect(Number(second.revision)).toBeGreaterThan(Number(first.revision));
      expect(second.registry.definitions).toMatchObject([
        { name: 'a', version: 2, status: 'default', spec: { inputs: { host: 'two' } } },
      ]);
      expect(second.registry.criteria).toEqual([
        { definition: 'a', criterion: { class: 'default', application: 'a' } },
      ]);
      const bound = await registry.snapshot([
        { definition: 'a', version: 1 },
        { definition: 'a', version: 2 },
        { definition: 'a', version: 3 },
        { definition: 'gone', version: 1 },
      ]);
      expect(bound.registry.definitions).toMatchObject([
        { name: 'a', version: 1, status: 'deprecated', spec: { inputs: { host: 'one' } } },
        { name: 'a', version: 2, status: 'default', spec: { inputs: { host: 'two' } } },
      ]);
      expect(bound.registry.criteria).toEqual(second.registry.criteria);
    },
  );

  it.each(databases.eachSupportedId())(
    'is not read again for each deployment, with or without versions that are not in force, %p',
    async id => {
      const database = await databases.init(id);
      fixture = await RegistryFixture.create(database);
      await fixture.write({
        'platform/types.yaml': resourceTypeText('postgres'),
        'platform/a.yaml': definitionText('a', { host: 'one' }),
      });
      const registry = fixture.registry();
      await registry.sync();
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'two' }) });
      await registry.sync();
      const old = [{ definition: 'a', version: 1 }];
      const first = [await registry.snapshot(), await registry.snapshot(old)];

      const statements: string[] = [];
      database.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      const second = [await registry.snapshot(), await registry.snapshot(old)];

      expect(statements).toHaveLength(2);
      expect(new Set(statements).size).toBe(1);
      expect(statements[0]).toContain('registry_state');
      // Planning keeps what it works out for a snapshot, so it has to be the same object.
      expect(second[0].registry).toBe(first[0].registry);
      expect(second[1].registry).toBe(first[1].registry);
      expect(second[1].registry.definitions).toHaveLength(2);
    },
  );

  it.each(databases.eachSupportedId())(
    'reads again when a file changes, is added or is removed, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await fixture.write({
        'platform/types.yaml': resourceTypeText('postgres'),
        'platform/a.yaml': definitionText('a', { host: 'one' }),
      });
      const registry = fixture.registry();
      await registry.start();
      expect(await hostOf(registry, 'a')).toBe('one');
      // The watcher reports nothing before it has looked at everything once.
      await sleep(300);
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host: 'two' }) });
      await until(async () => (await hostOf(registry, 'a')) === 'two');
      await fixture.write({ 'platform/new/b.yaml': definitionText('b') });
      await until(async () => (await registry.listDefinitions()).items.length === 2);
      await fixture.write({ 'platform/a.yaml': undefined });
      await until(async () => (await registry.listDefinitions()).items.length === 1);
    },
  );

  it.each(databases.eachSupportedId())(
    'finds everything again after a restart, even when the folder is gone by then, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await fixture.write({
        'platform/a.yaml': documents(resourceTypeText('postgres'), definitionText('a')),
      });
      await fixture.registry().sync();
      const again = fixture.registry({ root: `${fixture.root}/moved` });
      await again.start();
      await expect(again.getDefinition('a')).resolves.toMatchObject({ version: 1 });
      const [source] = await again.listSources();
      expect(source.status).toBe('degraded');
      expect(source.problems[0].message).toBe(
        'The source "platform" was not read: There is no such file or folder. What it declared before stays in force.',
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'does not move the revision when nothing changed, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await fixture.write({
        'platform/a.yaml': documents(resourceTypeText('postgres'), definitionText('a')),
      });
      const registry = fixture.registry();
      await registry.sync();
      const { revision } = await registry.snapshot();
      await registry.sync();
      await fixture.registry().sync();
      expect((await registry.snapshot()).revision).toBe(revision);
    },
  );
});
