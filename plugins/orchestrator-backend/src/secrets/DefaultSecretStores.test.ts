import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { secretValue } from '@tutti/score';
import type { Knex } from 'knex';
import { prepareSchema } from '../database/__testUtils__/prepareSchema';
import { AesKeyRing } from './AesKeyRing';
import { DefaultSecretStores } from './DefaultSecretStores';
import { DatabaseSecretStore } from './stores/DatabaseSecretStore';

jest.setTimeout(60_000);

const KEYS = [{ id: '1', secret: 'a secret that is long enough to be a key' }];
const keyRing = AesKeyRing.fromConfig(
  new ConfigReader({ platformOrchestrator: { secrets: { keys: KEYS } } }),
);

/** Stores that need no database: of kinds `environment` and `file`. */
function secretStores(
  secretStoreConfigs: object[],
  options: { environment?: NodeJS.ProcessEnv; root?: string; database?: Knex } = {},
) {
  return DefaultSecretStores.fromConfig({
    config: new ConfigReader({
      platformOrchestrator: { secretStores: secretStoreConfigs as [] },
    }),
    database: undefined as unknown as Knex,
    keyRing,
    ...options,
  });
}

const ENVIRONMENT_STORE = { name: 'platform', kind: 'environment', prefix: 'TUTTI_SECRET_' };

describe('DefaultSecretStores', () => {
  it('names the stores there are when a reference names one that is not there', async () => {
    const stores = secretStores([ENVIRONMENT_STORE]);
    await expect(stores.read({ store: 'platfrom', key: 'a' })).rejects.toThrow(
      'There is no secret store "platfrom"; there are: platform, values. Did you mean "platform"?',
    );
  });

  it('refuses two stores of one name, names that are taken, and unknown kinds', () => {
    expect(() => secretStores([ENVIRONMENT_STORE, ENVIRONMENT_STORE])).toThrow(
      /two secret stores named "platform"/,
    );
    expect(() => secretStores([{ ...ENVIRONMENT_STORE, name: 'ledger' }])).toThrow(/are taken/);
    expect(() => secretStores([{ name: 'a', kind: 'magic' }])).toThrow(
      /kind \(store "a"\) is "magic"/,
    );
  });

  it('puts a composed secret together, and reveals every secret inside a value', async () => {
    const environment = { TUTTI_SECRET_USER: 'web', TUTTI_SECRET_PASSWORD: 'p@ss' };
    const stores = secretStores([ENVIRONMENT_STORE], { environment });
    const user = { store: 'platform', key: 'TUTTI_SECRET_USER' };
    const password = { store: 'platform', key: 'TUTTI_SECRET_PASSWORD' };
    const address = secretValue(['postgres://', user, ':', password, '@host']);
    await expect(stores.resolve(address)).resolves.toBe('postgres://web:p@ss@host');

    const seen: string[] = [];
    const revealed = await stores.reveal(
      { plain: 1, lone: secretValue([password]), list: [{ address }] },
      clear => seen.push(clear),
    );
    expect(revealed).toEqual({
      plain: 1,
      lone: 'p@ss',
      list: [{ address: 'postgres://web:p@ss@host' }],
    });
    expect(new Set(seen)).toEqual(new Set(['web', 'p@ss', 'postgres://web:p@ss@host']));
  });

  it('reads nothing once the operation is aborted', async () => {
    const stores = secretStores([ENVIRONMENT_STORE], { environment: { TUTTI_SECRET_A: 'x' } });
    await expect(
      stores.read({ store: 'platform', key: 'TUTTI_SECRET_A' }, { signal: AbortSignal.abort() }),
    ).rejects.toThrow(/aborted/);
  });
});

describe('store of kind environment', () => {
  it('never gives out a variable without the prefix', async () => {
    const environment = { POSTGRES_PASSWORD: 'of the backend', TUTTI_SECRET_A: 'mine' };
    const stores = secretStores([ENVIRONMENT_STORE], { environment });
    await expect(stores.read({ store: 'platform', key: 'TUTTI_SECRET_A' })).resolves.toBe('mine');
    await expect(stores.read({ store: 'platform', key: 'POSTGRES_PASSWORD' })).rejects.toThrow(
      /only has keys that begin with "TUTTI_SECRET_"/,
    );
    await expect(stores.read({ store: 'platform', key: 'TUTTI_SECRET_B' })).rejects.toThrow(
      'The secret store "platform" has no key "TUTTI_SECRET_B".',
    );
  });

  it('refuses to be configured without a prefix, which would open all variables', () => {
    expect(() => secretStores([{ ...ENVIRONMENT_STORE, prefix: '' }])).toThrow();
  });

  it('picks a property of a JSON object, and never shows the text in an error', async () => {
    const environment = {
      TUTTI_SECRET_DB: '{"password":"s3cret","port":5432}',
      TUTTI_SECRET_TEXT: 's3cret is no JSON',
    };
    const stores = secretStores([ENVIRONMENT_STORE], { environment });
    const read = (key: string, property: string) =>
      stores.read({ store: 'platform', key, property });
    await expect(read('TUTTI_SECRET_DB', 'password')).resolves.toBe('s3cret');
    await expect(read('TUTTI_SECRET_DB', 'port')).resolves.toBe('5432');
    for (const [key, property] of [
      ['TUTTI_SECRET_DB', 'toString'],
      ['TUTTI_SECRET_TEXT', 'password'],
    ]) {
      const error = await read(key, property).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ name: 'NotFoundError' });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret');
    }
  });
});

describe('store of kind file', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'secrets-'));
    await mkdir(join(root, 'store/postgres'), { recursive: true });
    await writeFile(join(root, 'store/postgres/dev'), '{"password":"s3cret"}\n');
    await writeFile(join(root, 'outside'), 'not yours');
  });
  afterEach(() => rm(root, { recursive: true }));

  const stores = () => secretStores([{ name: 'files', kind: 'file', path: './store' }], { root });
  const read = (key: string, property?: string) =>
    stores().read({ store: 'files', key, ...(property && { property }) });

  it('reads a file below its folder, without the line break at its end', async () => {
    await expect(read('postgres/dev')).resolves.toBe('{"password":"s3cret"}');
    await expect(read('postgres/dev', 'password')).resolves.toBe('s3cret');
  });

  it('reads files as Kubernetes mounts them: links within the folder to names that begin with dots', async () => {
    await mkdir(join(root, 'store/..2026_11_20'));
    await writeFile(join(root, 'store/..2026_11_20/token'), 'mounted');
    await symlink('..2026_11_20', join(root, 'store/..data'));
    await symlink('..data/token', join(root, 'store/token'));
    await expect(read('token')).resolves.toBe('mounted');
  });

  it.each([
    '../outside',
    '/etc/hostname',
    'postgres/../../outside',
    '',
    '.',
    'a//b',
    'a\\b',
    'a\0b',
  ])('refuses the key %j', async key => {
    await expect(read(key)).rejects.toMatchObject({ name: 'InputError' });
  });

  it('does not follow a link out of its folder', async () => {
    await symlink(join(root, 'outside'), join(root, 'store/link'));
    await expect(read('link')).rejects.toThrow(/is not a file .* inside its folder/);
  });

  it('names the key that is not there, and a key that is a folder', async () => {
    await expect(read('postgres/production')).rejects.toThrow(/has no key "postgres\/production"/);
    await expect(read('postgres')).rejects.toThrow(/"postgres" .* is not a file/);
  });
});

describe('store of kind database', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

  it.each(databases.eachSupportedId())('keeps only cipher texts, %p', async id => {
    const database = await databases.init(id);
    await prepareSchema(database);
    const store = DatabaseSecretStore.create({ name: 'platform', database, keyRing });
    const reference = { store: 'platform', key: 'postgres/dev' };
    await expect(store.read(reference)).rejects.toThrow(
      'The secret store "platform" has no key "postgres/dev".',
    );
    await store.write(reference, '{"password":"first-s3cret"}');
    await store.write(reference, '{"password":"second-s3cret"}');
    await expect(store.read({ ...reference, property: 'password' })).resolves.toBe('second-s3cret');

    const rows = await database('secrets').select();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('s3cret');
    const other = DatabaseSecretStore.create({ name: 'other', database, keyRing });
    await expect(other.read({ ...reference, store: 'other' })).rejects.toThrow(/has no key/);
  });

  it.each(databases.eachSupportedId())(
    'has one readable value after many were written at once, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      const store = DatabaseSecretStore.create({ name: 'platform', database, keyRing });
      const reference = { store: 'platform', key: 'a' };
      const values = ['1', '2', '3', '4', '5', '6'];
      await Promise.all(values.map(value => store.write(reference, value)));
      expect(values).toContain(await store.read(reference));
    },
  );
});
