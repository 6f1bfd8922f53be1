import { TestDatabases } from '@backstage/backend-test-utils';
import { seedEnvironment, seedLedgerEntry } from '../../database/__testUtils__/seed';
import { definitionText, documents, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import type { DefaultRegistry } from '../DefaultRegistry';
import { DatabaseDefinitionVersions } from './DatabaseDefinitionVersions';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';

describe('versions of a source that proposes them', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let registry: DefaultRegistry;
  let versions: DatabaseDefinitionVersions;
  afterEach(() => fixture.remove());

  async function start(id: Parameters<typeof databases.init>[0], ...texts: string[]) {
    fixture = await RegistryFixture.create(await databases.init(id));
    registry = fixture.registry({ newVersions: 'proposed' });
    versions = DatabaseDefinitionVersions.create({ database: fixture.database });
    await fixture.write({ 'platform/types.yaml': resourceTypeText('postgres') });
    for (const text of texts) {
      await declare(text);
    }
  }

  async function declare(text: string) {
    await fixture.write({ 'platform/a.yaml': text });
    await registry.sync();
  }

  async function promote(...places: [string, number][]) {
    return versions.promote(
      {
        versions: places.map(([definition, version]) => ({ definition, version })),
        reason: 'Tried it out.',
      },
      ANA,
    );
  }

  async function inForce() {
    const { definitions, criteria } = (await registry.snapshot()).registry;
    return {
      versions: definitions.map(({ name, version }) => `${name}@${version}`),
      applications: criteria.map(each => each.criterion.application),
    };
  }

  it.each(databases.eachSupportedId())(
    'wait with their criteria until they are promoted, %p',
    async id => {
      await start(id, definitionText('a', { host: 'one', application: 'shop' }));
      expect(await inForce()).toEqual({ versions: [], applications: [] });
      expect(await registry.getDefinition('a')).toMatchObject({ version: 1, status: 'proposed' });
      expect((await registry.listSources())[0]).toMatchObject({ status: 'ok', problems: [] });

      await promote(['a', 1]);
      expect(await inForce()).toEqual({ versions: ['a@1'], applications: ['shop'] });

      await declare(definitionText('a', { host: 'two', application: 'bank' }));
      expect(await inForce()).toEqual({ versions: ['a@1'], applications: ['shop'] });
      const [promoted] = await promote(['a', 2]);
      expect(await inForce()).toEqual({ versions: ['a@2'], applications: ['bank'] });
      expect(promoted).toMatchObject({
        version: 2,
        status: 'default',
        criteriaInForce: true,
        changed: { by: ANA, reason: 'Tried it out.' },
      });
      expect(await versions.list('a')).toMatchObject([
        { version: 2, status: 'default' },
        { version: 1, status: 'deprecated', criteria: [{ application: 'shop' }] },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'that differ in criteria alone bring them when the default is promoted again, %p',
    async id => {
      await start(id, definitionText('a', { application: 'shop' }));
      await promote(['a', 1]);
      await declare(definitionText('a', { application: 'bank' }));
      expect(await inForce()).toEqual({ versions: ['a@1'], applications: ['shop'] });
      expect(await versions.list('a')).toMatchObject([
        { version: 1, criteria: [{ application: 'bank' }], criteriaInForce: false },
      ]);
      await promote(['a', 1]);
      expect(await inForce()).toEqual({ versions: ['a@1'], applications: ['bank'] });
    },
  );

  it.each(databases.eachSupportedId())(
    'can go back to an old one, which a sync of the newer manifest does not undo, %p',
    async id => {
      await start(id, definitionText('a', { host: 'one' }));
      await promote(['a', 1]);
      await declare(definitionText('a', { host: 'two' }));
      await promote(['a', 2]);
      await promote(['a', 1]);
      await registry.sync();
      expect((await inForce()).versions).toEqual(['a@1']);
      expect((await registry.listSources())[0].problems).toMatchObject([{ code: 'not-promoted' }]);
    },
  );

  it.each(databases.eachSupportedId())(
    'are not promoted onto criteria that another definition has, unless both swap, %p',
    async id => {
      const file = (one: string, other: string) =>
        documents(
          definitionText('a', { host: one, application: one }),
          definitionText('b', { host: other, application: other }),
        );
      await start(id, file('shop', 'bank'));
      await promote(['a', 1], ['b', 1]);
      await declare(file('bank', 'shop'));
      await expect(promote(['a', 2])).rejects.toThrow(
        /^Definition "a" cannot be promoted: its criterion .*"application":"bank".* is in force for definition "b"/,
      );
      expect((await inForce()).versions).toEqual(['a@1', 'b@1']);
      await promote(['a', 2], ['b', 2]);
      expect(await inForce()).toEqual({
        versions: ['a@2', 'b@2'],
        applications: ['bank', 'shop'],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'leave matching when they turn out to be defective, and come back only as proposed, %p',
    async id => {
      await start(id, definitionText('a'));
      await promote(['a', 1]);
      const place = { definition: 'a', version: 1 };
      await expect(versions.changeStatus(place, { status: 'archived' }, ANA)).rejects.toThrow(
        'Version 1 of definition "a" is default and cannot become archived; it can become deprecated or defective.',
      );
      await versions.changeStatus(place, { status: 'defective', reason: 'No backups.' }, ANA);
      expect(await inForce()).toEqual({ versions: [], applications: [] });
      const bound = await registry.snapshot([{ definition: 'a', version: 1 }]);
      expect(bound.registry.definitions).toMatchObject([{ version: 1, status: 'defective' }]);
      await expect(promote(['a', 1])).rejects.toMatchObject({ name: 'ConflictError' });

      await versions.changeStatus(place, { status: 'proposed' }, ANA);
      await promote(['a', 1]);
      expect((await inForce()).versions).toEqual(['a@1']);
    },
  );

  it.each(databases.eachSupportedId())(
    'of a definition that vanished are not promoted, and one that is not there is named, %p',
    async id => {
      await start(id, definitionText('a'), '');
      await expect(promote(['a', 1])).rejects.toThrow('declare it again first');
      await expect(promote(['a', 7])).rejects.toThrow('Definition "a" has no version 7: it has 1.');
      await expect(versions.list('b')).rejects.toMatchObject({ name: 'NotFoundError' });
    },
  );

  it.each(databases.eachSupportedId())('say how many ledger rows use each, %p', async id => {
    await start(id, definitionText('a', { host: 'one' }), definitionText('a', { host: 'two' }));
    const environment = await seedEnvironment(fixture.database);
    await seedLedgerEntry(fixture.database, environment, { definition: 'a', definitionVersion: 1 });
    expect(await versions.list('a')).toMatchObject([
      { version: 2, usage: 0 },
      { version: 1, usage: 1 },
    ]);
  });
});
