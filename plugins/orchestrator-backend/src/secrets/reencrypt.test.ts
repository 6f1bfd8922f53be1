import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { replaceCipher } from '../database/secrets/replaceCipher';
import { AesKeyRing } from './AesKeyRing';
import { SECRETS_ENCRYPTED_COLUMNS } from './EncryptedColumns';
import { reencrypt } from './reencrypt';
import { scheduleReencryption } from './scheduleReencryption';
import { DatabaseSecretStore } from './stores/DatabaseSecretStore';

jest.setTimeout(60_000);

const OLD = { id: 'old', secret: 'an old secret that is long enough to be a key' };
const NEW = { id: 'new', secret: 'a new secret that is long enough to be a key' };

function keyRing(...keys: { id: string; secret: string }[]) {
  return AesKeyRing.fromConfig(new ConfigReader({ platformOrchestrator: { secrets: { keys } } }));
}

describe('reencrypt', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  const columns = SECRETS_ENCRYPTED_COLUMNS;

  it.each(databases.eachSupportedId())(
    'makes the old key dispensable, also for more rows than one page, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      const before = DatabaseSecretStore.create({ name: 's', database, keyRing: keyRing(OLD) });
      const keys = Array.from({ length: 230 }, (_, index) => `key-${index}`);
      for (const key of keys) {
        await before.write({ store: 's', key }, `value of ${key}`);
      }
      const logger = mockServices.logger.mock();
      const ring = keyRing(NEW, OLD);
      await expect(reencrypt({ database, keyRing: ring, columns, logger })).resolves.toEqual({
        reencrypted: keys.length,
        unreadable: 0,
      });
      const after = DatabaseSecretStore.create({ name: 's', database, keyRing: keyRing(NEW) });
      for (const key of keys) {
        await expect(after.read({ store: 's', key })).resolves.toBe(`value of ${key}`);
      }
      await expect(reencrypt({ database, keyRing: ring, columns, logger })).resolves.toEqual({
        reencrypted: 0,
        unreadable: 0,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'goes on past what no key decrypts, counts it and logs where it is, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      const lost = DatabaseSecretStore.create({ name: 's', database, keyRing: keyRing(OLD) });
      await lost.write({ store: 's', key: 'a' }, 'lost');
      const logger = mockServices.logger.mock();
      await expect(
        reencrypt({ database, keyRing: keyRing(NEW), columns, logger }),
      ).resolves.toEqual({ reencrypted: 0, unreadable: 1 });
      expect(String(logger.error.mock.calls[0][1])).toContain('key "old", which is not configured');
    },
  );

  it.each(databases.eachSupportedId())('runs by itself, on one replica at a time, %p', async id => {
    const database = await databases.init(id);
    await prepareSchema(database);
    const before = DatabaseSecretStore.create({ name: 's', database, keyRing: keyRing(OLD) });
    await before.write({ store: 's', key: 'a' }, 'kept');
    const scheduler = mockServices.scheduler.mock();
    const logger = mockServices.logger.mock();
    await scheduleReencryption({
      database,
      keyRing: keyRing(NEW, OLD),
      columns,
      logger,
      scheduler,
    });
    const [task] = scheduler.scheduleTask.mock.calls[0];
    expect(task.scope).toBe('global');
    await task.fn(new AbortController().signal);
    const after = DatabaseSecretStore.create({ name: 's', database, keyRing: keyRing(NEW) });
    await expect(after.read({ store: 's', key: 'a' })).resolves.toBe('kept');
  });

  it.each(databases.eachSupportedId())(
    'never overwrites what was written meanwhile, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      await database('secrets').insert({ uid: '1', store: 's', key: 'a', cipher: 'newer' });
      const column = { table: 'secrets', column: 'cipher', rowColumn: 'uid', row: '1' };
      await expect(
        replaceCipher(database, { ...column, cipher: 'older', replacement: 'again' }),
      ).resolves.toBe(false);
      await expect(database('secrets').first('cipher')).resolves.toEqual({ cipher: 'newer' });
    },
  );
});
