import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { SilentProxy } from '../database/__testUtils__/SilentProxy';
import { Readiness } from './Readiness';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('readiness on %p', id => {
  const until = async (is: () => boolean) => {
    while (!is()) {
      await sleep(10);
    }
  };

  it('comes with the last step of the start, and names the first that is missing', async () => {
    const readiness = Readiness.create({ database: await databases.init(id) });
    expect(readiness.trouble()).toMatch(/tables/);
    readiness.done('migrations');
    expect(readiness.trouble()).toMatch(/manifests/);
    readiness.done('queue');
    expect(readiness.trouble()).toMatch(/manifests/);
    readiness.done('registry');
    expect(readiness.trouble()).toBeUndefined();
  });

  it('goes when the database is away for long, and comes back with it', async () => {
    const database = await databases.init(id);
    const readiness = Readiness.create({ database, interval: 20, patience: 200 });
    (['migrations', 'registry', 'queue'] as const).forEach(step => readiness.done(step));
    readiness.start();
    try {
      await sleep(600);
      expect(readiness.trouble()).toBeUndefined();
      await database.destroy();
      await until(() => readiness.trouble() !== undefined);
      expect(readiness.trouble()).toMatch(/The database has not answered for \d+ s\./);
      database.initialize();
      await until(() => readiness.trouble() === undefined);
    } finally {
      readiness.stop();
    }
  });

  if (id !== 'SQLITE_3') {
    it('goes when the database is there and does not answer, and comes back when it does', async () => {
      const proxy = await SilentProxy.start(await databases.init(id));
      const database = proxy.client();
      // A look lasts longer than the patience: another connection comes only after it has run out.
      const readiness = Readiness.create({ database, interval: 20, timeout: 1_000, patience: 300 });
      (['migrations', 'registry', 'queue'] as const).forEach(step => readiness.done(step));
      await database.raw('select 1');
      readiness.start();
      try {
        await until(() => readiness.trouble() === undefined);
        proxy.fallSilent();
        await until(() => readiness.trouble() !== undefined);
        expect(readiness.trouble()).toMatch(/The database has not answered for \d+ s\./);
        await until(() => readiness.trouble() === undefined); // on another connection
      } finally {
        readiness.stop();
        await proxy.stop();
      }
    });
  }
});
