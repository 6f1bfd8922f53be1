import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { AesKeyRing } from './AesKeyRing';
import { DatabaseValues } from './DatabaseValues';
import { ValuesSecretStore } from './stores/ValuesSecretStore';

jest.setTimeout(60_000);

const keyRing = AesKeyRing.fromConfig(
  new ConfigReader({
    platformOrchestrator: {
      secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
    },
  }),
);

async function insertApplication(database: Knex) {
  await database('applications').insert({ uid: 'app', name: 'shop' });
  for (const uid of ['dev', 'prod']) {
    await database('environments').insert({
      uid,
      application_uid: 'app',
      name: uid,
      type: 'development',
    });
  }
}

async function insertVersion(
  database: Knex,
  args: {
    revision: number;
    name: string;
    environment?: string;
    plain?: unknown;
    secret?: string;
  },
) {
  const { revision, name, environment = null, plain, secret } = args;
  const valueUid = `${environment ?? 'app'}/${name}`;
  await database('values')
    .insert({ uid: valueUid, application_uid: 'app', environment_uid: environment, name })
    .onConflict('uid')
    .ignore();
  const uid = `version-${revision}`;
  const place = { table: 'value_versions', row: uid, column: 'cipher' };
  await database('value_versions').insert({
    uid,
    value_uid: valueUid,
    application_uid: 'app',
    revision,
    created_by: 'user:default/somebody',
    kind: 'removed',
    ...(plain !== undefined && { kind: 'plain', value: JSON.stringify(plain) }),
    ...(secret !== undefined && { kind: 'secret', cipher: keyRing.encrypt(secret, place) }),
  });
}

describe('DatabaseValues', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

  it.each(databases.eachSupportedId())(
    'lets an environment override its application, and shows secrets as marks only, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      await insertApplication(database);
      const values = DatabaseValues.create({ database });
      await expect(values.forEnvironment('dev')).resolves.toEqual({ values: {}, version: '0' });

      await insertVersion(database, { revision: 1, name: 'level', plain: 'info' });
      await insertVersion(database, { revision: 2, name: 'token', secret: 's3cret' });
      await insertVersion(database, {
        revision: 3,
        name: 'level',
        environment: 'dev',
        plain: 'debug',
      });
      await insertVersion(database, {
        revision: 4,
        name: 'limits',
        environment: 'dev',
        plain: { cpu: 1 },
      });
      const token = { $secret: [{ store: 'values', key: 'version-2' }] };
      await expect(values.forEnvironment('dev')).resolves.toEqual({
        values: { level: 'debug', limits: { cpu: 1 }, token },
        version: '4',
      });
      await expect(values.forEnvironment('prod')).resolves.toEqual({
        values: { level: 'info', token },
        version: '4',
      });
      const { application_uid: application } = await database('environments').first();
      await expect(values.forApplication(application)).resolves.toEqual({
        values: { level: 'info', token },
        version: '4',
      });
      const store = ValuesSecretStore.create({ database, keyRing });
      await expect(store.read(token.$secret[0])).resolves.toBe('s3cret');
      await expect(store.read({ store: 'values', key: 'version-1' })).rejects.toThrow(/has no key/);
    },
  );

  it.each(databases.eachSupportedId())(
    'gives the values of an earlier version again, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      await insertApplication(database);
      await insertVersion(database, { revision: 1, name: 'level', plain: 'info' });
      await insertVersion(database, {
        revision: 2,
        name: 'level',
        environment: 'dev',
        plain: 'debug',
      });
      await insertVersion(database, { revision: 3, name: 'level', environment: 'dev' });
      await insertVersion(database, { revision: 4, name: 'level' });
      const values = DatabaseValues.create({ database });
      const levels = [];
      for (const version of ['0', '1', '2', '3', '4']) {
        levels.push((await values.forEnvironment('dev', version)).values.level);
      }
      expect(levels).toEqual([undefined, 'info', 'debug', 'info', undefined]);
    },
  );

  it.each(databases.eachSupportedId())(
    'refuses unknown environments and versions, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      await insertApplication(database);
      const values = DatabaseValues.create({ database });
      await expect(values.forEnvironment('staging')).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(values.forEnvironment('dev', '-1')).rejects.toMatchObject({
        name: 'InputError',
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'cannot hold a secret in clear beside its cipher text, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      await insertApplication(database);
      await insertVersion(database, { revision: 1, name: 'token', secret: 's3cret' });
      await expect(database('value_versions').update({ value: '"s3cret"' })).rejects.toMatchObject({
        message: expect.stringContaining('value_versions_one_form'),
      });
    },
  );
});
