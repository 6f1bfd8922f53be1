import { TestDatabases, type TestDatabaseId } from '@backstage/backend-test-utils';
import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { selectWorkloadsOfSets } from '../database/environments/selectWorkloadsOfSets';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { DatabaseEnvironments } from './DatabaseEnvironments';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

function environmentType(name: string, order: number): EnvironmentTypeView {
  return {
    name,
    order,
    preview: false,
    approvals: { required: 0 },
    requireReady: false,
    lifetime: { default: 'never' },
  };
}

const TYPES = [
  environmentType('production', 30),
  environmentType('development', 10),
  environmentType('staging', 20.5),
  {
    ...environmentType('preview', 5),
    ...{ preview: true, lifetime: { default: '1h', maximum: '1d' } },
  },
];

async function setUp(databaseId: TestDatabaseId) {
  const knex = await databases.init(databaseId);
  await prepareSchema(knex);
  const environments = DatabaseEnvironments.create({
    database: knex,
    environmentTypes: async () => TYPES,
    workloadsOfSets: hashes => selectWorkloadsOfSets(knex, hashes),
  });
  const addApplication = async (name: string, ownerRef?: string, systemRef?: string) =>
    environments.createApplication(
      environments.applicationCandidate({ name, systemRef, labels: { team: name } }, ownerRef),
    );
  const addEnvironment = async (application: string, name: string, type = 'development') =>
    environments.createEnvironment(
      await environments.environmentCandidate(application, { name, type }),
    );
  return { knex, environments, addApplication, addEnvironment };
}

describe.each(databases.eachSupportedId())('DatabaseEnvironments on %p', databaseId => {
  it('gives back what was created', async () => {
    const { environments, addApplication, addEnvironment } = await setUp(databaseId);
    const application = await addApplication('shop', 'group:default/shop', 'system:default/shop');
    const environment = await addEnvironment('shop', 'staging', 'staging');

    expect(application).toEqual({
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'shop',
      labels: { team: 'shop' },
      systemRef: 'system:default/shop',
      ownerRef: 'group:default/shop',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(Math.abs(Date.parse(application.createdAt) - Date.now())).toBeLessThan(60_000);
    expect(environment).toMatchObject({
      application: 'shop',
      name: 'staging',
      type: 'staging',
      order: 20.5,
      status: 'active',
      workloads: [],
    });
    await expect(environments.find('shop', 'staging')).resolves.toMatchObject({
      uid: environment.uid,
      applicationUid: application.uid,
      applicationLabels: { team: 'shop' },
      ownerRef: 'group:default/shop',
    });
  });

  it('names what does not exist', async () => {
    const { environments, addApplication } = await setUp(databaseId);
    await addApplication('shop');

    await expect(environments.getApplication('shp')).rejects.toThrow('no application "shp"');
    await expect(environments.find('shp', 'staging')).rejects.toThrow('no application "shp"');
    await expect(environments.find('shop', 'stagin')).rejects.toThrow(
      'The application "shop" has no environment "stagin"',
    );
    await expect(environments.findByUid('nobody')).rejects.toThrow('uid "nobody"');
  });

  it('refuses a second live application or environment of a name, and frees the name of a deleted one', async () => {
    const { knex, environments, addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop', undefined, 'system:default/shop');
    const first = await addEnvironment('shop', 'pr-12');

    await expect(addApplication('shop')).rejects.toThrow('an application "shop" already');
    await expect(addApplication('store', undefined, 'system:default/shop')).rejects.toThrow(
      'Another application is linked to system:default/shop',
    );
    await expect(addEnvironment('shop', 'pr-12')).rejects.toThrow('an environment "pr-12" already');

    await knex('environments').where({ uid: first.uid }).update({ status: 'deleted' });
    const second = await addEnvironment('shop', 'pr-12');
    expect(second.uid).not.toBe(first.uid);
    await expect(environments.find('shop', 'pr-12')).resolves.toMatchObject({ uid: second.uid });
    await expect(environments.findByUid(first.uid)).resolves.toMatchObject({ status: 'deleted' });
  });

  it('lists an environment last whose type is gone, also one that was named as every object inherits', async () => {
    const { knex, environments, addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop');
    await addEnvironment('shop', 'a');
    await addEnvironment('shop', 'b');
    await knex('environments').where({ name: 'a' }).update({ type: 'constructor' });

    const first = await environments.listEnvironments('shop', { limit: 1 });
    expect(first.items.map(({ name }) => name)).toEqual(['b']);
    const { items } = await environments.listEnvironments('shop', { cursor: first.nextCursor });
    expect(items).toMatchObject([{ name: 'a', order: 2_147_483_647 }]);
  });

  it('refuses an environment of a type that nobody declares, and says which there are', async () => {
    const { addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop');

    await expect(addEnvironment('shop', 'qa', 'qa')).rejects.toThrow(
      'there is no environment type "qa": choose one of production, development, staging, preview.',
    );
  });

  it('lists environments in the order of promotion, page by page, each once', async () => {
    const { environments, addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop');
    await addApplication('other');
    await addEnvironment('other', 'production', 'production');
    for (const [name, type] of [
      ['live', 'production'],
      ['dev-b', 'development'],
      ['dev-a', 'development'],
      ['accept', 'staging'],
      ['bench', 'staging'],
    ]) {
      await addEnvironment('shop', name, type);
    }

    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await environments.listEnvironments('shop', { cursor, limit: 2 });
      names.push(...page.items.map(item => item.name));
      cursor = page.nextCursor;
    } while (cursor !== undefined);

    expect(names).toEqual(['dev-a', 'dev-b', 'accept', 'bench', 'live']);
  });

  it('refuses a cursor that it did not give', async () => {
    const { environments, addApplication } = await setUp(databaseId);
    await addApplication('shop');

    await expect(environments.listApplications({ cursor: 'nonsense' })).rejects.toThrow(
      'not a cursor of this list',
    );
    await expect(
      environments.listApplications({
        cursor: Buffer.from('["applications",1]').toString('base64url'),
      }),
    ).rejects.toThrow('not a cursor of this list');
    for (const position of [
      '["environments","\\u0000","a"]',
      '["environments",1e999,"a"]',
      '["environments",2147483648,"a"]',
      '["environments",1,"\\u0000"]',
    ]) {
      const cursor = Buffer.from(position).toString('base64url');
      await expect(environments.listEnvironments('shop', { cursor })).rejects.toThrow(
        'not a cursor of this list',
      );
    }
  });

  it('tells which workloads are wanted', async () => {
    const { knex, environments, addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop');
    const { uid } = await addEnvironment('shop', 'development');
    await knex('deployment_sets').insert({
      hash: 'h1',
      content: JSON.stringify({ workloads: { worker: {}, api: {} } }),
    });
    await knex('environments').where({ uid }).update({ desired_set: 'h1' });

    const { workloads } = await environments.getEnvironment('shop', 'development');
    expect(workloads).toEqual(['api', 'worker']);
  });

  it('lets a preview live longer, up to the maximum counted from when it was made, until its deletion has begun', async () => {
    const { knex, environments, addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop');
    const { uid } = await addEnvironment('shop', 'pr-1', 'preview');
    const hoursLeft = (expiresAt = '') => Math.round((Date.parse(expiresAt) - Date.now()) / 3.6e6);

    const extended = await environments.changeLifetime(uid, '23h');
    expect(hoursLeft(extended.expiresAt)).toBe(23);
    const yesterday = new Date(Date.now() - 20 * 3.6e6).toISOString();
    await knex('environments')
      .where({ uid })
      .update({ created_at: yesterday.slice(0, 19).replace('T', ' ') });
    await expect(environments.changeLifetime(uid, '5h')).rejects.toThrow(
      /live 1d at most, and 5h is longer: this one may live 2\d\dm from now/,
    );
    const { expiresAt } = await environments.changeLifetime(uid, '3h');
    expect(hoursLeft(expiresAt)).toBe(3);

    await knex('environments').where({ uid }).update({ status: 'deleting' });
    await expect(environments.changeLifetime(uid, '1h')).rejects.toThrow('its deletion has begun');
  });

  it('finds applications and environments for the permission framework, each at the place of its reference', async () => {
    const { environments, addApplication, addEnvironment } = await setUp(databaseId);
    await addApplication('shop');
    const { uid } = await addEnvironment('shop', 'development');

    const applications = await environments.applicationsByName(['none', 'shop']);
    expect(applications.map(found => found?.name)).toEqual([undefined, 'shop']);
    const records = await environments.recordsByRef(['shop/none', uid, 'shop/development', 'x']);
    expect(records.map(found => found?.uid)).toEqual([undefined, uid, uid, undefined]);
  });
});
