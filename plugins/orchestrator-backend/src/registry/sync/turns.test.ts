import { TestDatabases } from '@backstage/backend-test-utils';
import { applySync } from '../../database/registry/applySync';
import { claimSync } from '../../database/registry/claimSync';
import { releaseSync } from '../../database/registry/releaseSync';
import { definitionText, documents, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';

jest.setTimeout(60_000);

const NOTHING = {
  definitions: [],
  archivedDefinitions: [],
  resourceTypes: { written: [], archived: [] },
  environmentTypes: { written: [], archived: [] },
  definitionTests: { written: [], archived: [] },
  sources: [],
  problems: [],
};

describe('syncs of several replicas', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  afterEach(() => fixture.remove());

  it.each(databases.eachSupportedId())(
    'at once make one version of each definition, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const names = Array.from({ length: 20 }, (_, index) => `definition-${index}`);
      await fixture.write({
        'platform/a.yaml': documents(
          resourceTypeText('postgres'),
          ...names.map(name => definitionText(name)),
        ),
      });
      const replicas = [fixture.registry(), fixture.registry(), fixture.registry()];
      await Promise.all(replicas.flatMap(replica => [replica.sync(), replica.sync()]));
      const versions = await fixture.database('definition_versions').pluck('version');
      expect(versions).toEqual(names.map(() => 1));
      const revisions = await Promise.all(replicas.map(replica => replica.snapshot()));
      expect(revisions.map(reading => reading.revision)).toEqual(['1', '1', '1']);
    },
  );

  it.each(databases.eachSupportedId())(
    'show what one of them wrote to all others at once, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const [writer, reader] = [fixture.registry(), fixture.registry()];
      await reader.sync();
      expect((await reader.listDefinitions()).items).toEqual([]);
      await fixture.write({
        'platform/a.yaml': documents(resourceTypeText('postgres'), definitionText('a')),
      });
      await writer.sync();
      expect((await reader.listDefinitions()).items).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())('take turns, %p', async id => {
    fixture = await RegistryFixture.create(await databases.init(id));
    const { database } = fixture;
    expect(await claimSync(database, 'one', 60)).toBe(true);
    expect(await claimSync(database, 'other', 60)).toBe(false);
    await releaseSync(database, 'other');
    expect(await claimSync(database, 'other', 60)).toBe(false);
    await releaseSync(database, 'one');
    expect(await claimSync(database, 'other', 60)).toBe(true);
  });

  it.each(databases.eachSupportedId())(
    'take over from one that is frozen, which then writes nothing, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const { database } = fixture;
      // A claim of which the time has run out stands for a replica that does not move.
      expect(await claimSync(database, 'frozen', -1)).toBe(true);
      const registry = fixture.registry();
      await registry.sync();
      await expect(
        applySync(database, { owner: 'frozen', revision: 0, decision: NOTHING }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
      });
      expect(await registry.listSources()).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'see a change that was made while they were reading, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      const registry = fixture.registry();
      const first = registry.sync();
      await fixture.write({
        'platform/a.yaml': documents(resourceTypeText('postgres'), definitionText('a')),
      });
      await Promise.all([first, registry.sync()]);
      await expect(registry.getDefinition('a')).resolves.toMatchObject({ version: 1 });
    },
  );

  it.each(databases.eachSupportedId())(
    'that stop do not wait for one that holds the registry, %p',
    async id => {
      fixture = await RegistryFixture.create(await databases.init(id));
      await claimSync(fixture.database, 'other', 3600);
      const registry = fixture.registry();
      const sync = registry.sync();
      await registry.stop();
      await expect(sync).resolves.toBeUndefined();
    },
  );
});
