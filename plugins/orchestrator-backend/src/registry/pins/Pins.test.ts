import { TestDatabases } from '@backstage/backend-test-utils';
import { v7 as uuid } from 'uuid';
import { DatabaseEnvironments } from '../../environments/DatabaseEnvironments';
import { definitionText, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import { DatabaseDefinitionVersions } from '../versions/DatabaseDefinitionVersions';
import { DatabasePins } from './DatabasePins';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const NODE = 'postgres.default#web.db';

describe('pins', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let pins: DatabasePins;
  let environments: DatabaseEnvironments;
  afterEach(() => fixture.remove());

  /** An application `shop` with `dev` and `live`, and two versions of the definition `a`. */
  async function start(id: Parameters<typeof databases.init>[0]) {
    const database = await databases.init(id);
    fixture = await RegistryFixture.create(database);
    const registry = fixture.registry();
    await fixture.write({ 'platform/types.yaml': resourceTypeText('postgres') });
    for (const host of ['one', 'two']) {
      await fixture.write({ 'platform/a.yaml': definitionText('a', { host }) });
      await registry.sync();
    }
    environments = DatabaseEnvironments.create({
      database,
      environmentTypes: async () => [],
      workloadsOfSets: async () => new Map(),
    });
    const application = uuid();
    await database('applications').insert({ uid: application, name: 'shop' });
    for (const name of ['dev', 'live']) {
      await database('environments').insert({
        ...{ uid: uuid(), application_uid: application, name, type: 'development' },
      });
    }
    pins = DatabasePins.create({ database, environments });
  }

  const versionIn = async (environment: string) =>
    (await pins.of(await environments.find('shop', environment))).map(pin => pin.version);

  it.each(databases.eachSupportedId())(
    'of an environment come before those of the application, %p',
    async id => {
      await start(id);
      const common = { application: 'shop', node: NODE, definition: 'a' };
      await pins.set({ ...common, version: 2 }, ANA);
      const own = await pins.set({ ...common, environment: 'dev', version: 1 }, ANA);
      expect(await versionIn('dev')).toEqual([1]);
      expect(await versionIn('live')).toEqual([2]);
      await pins.remove(own.uid);
      expect(await versionIn('dev')).toEqual([2]);
    },
  );

  it.each(databases.eachSupportedId())(
    'take the place of the one that was, and are listed by scope, %p',
    async id => {
      await start(id);
      const common = { application: 'shop', node: NODE, definition: 'a', environment: 'live' };
      await pins.set({ ...common, version: 1 }, ANA);
      const pin = await pins.set({ ...common, version: 2 }, ANA);
      expect(pin).toMatchObject({ ...common, version: 2, createdBy: ANA });
      expect((await pins.list({})).items).toEqual([pin]);
      expect((await pins.list({ definition: 'a' })).items).toEqual([pin]);
      expect((await pins.list({ definition: 'b' })).items).toEqual([]);
      expect((await pins.list({ application: 'shop', environment: 'dev' })).items).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'are refused for what cannot be, with what to do instead, %p',
    async id => {
      await start(id);
      const common = { application: 'shop', node: NODE, definition: 'a', version: 1 };
      await expect(pins.set({ ...common, node: 'postgres#db' }, ANA)).rejects.toThrow(
        'node: "postgres#db" is not a node: write type.class#id',
      );
      await expect(pins.set({ ...common, node: 'redis.default#x' }, ANA)).rejects.toThrow(
        'Pin it to a definition of its own type.',
      );
      await expect(pins.set({ ...common, version: 3 }, ANA)).rejects.toThrow('it has 1, 2.');
      await expect(pins.set({ ...common, environment: 'x' }, ANA)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await DatabaseDefinitionVersions.create(fixture).changeStatus(
        { definition: 'a', version: 1 },
        { status: 'defective' },
        ANA,
      );
      await expect(pins.set(common, ANA)).rejects.toThrow('restore it before pinning to it');
    },
  );
});
