import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { SilentProxy } from './__testUtils__/SilentProxy';
import { endSilentConnections } from './endSilentConnections';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const LIMIT = 500;

describe('endSilentConnections', () => {
  if (!databases.supports('POSTGRES_18')) {
    return;
  }
  let proxy: SilentProxy;
  let knex: Knex;
  let endUnanswered: () => void;

  async function connect(limit?: number): Promise<void> {
    proxy = await SilentProxy.start(await databases.init('POSTGRES_18'));
    knex = proxy.client();
    endUnanswered = endSilentConnections(knex, limit);
  }

  afterEach(async () => {
    await proxy.stop();
  });

  it('fails a statement whose connection fell silent, and goes on with another connection', async () => {
    await connect(LIMIT);
    await knex.raw('select 1');
    proxy.fallSilent();
    await expect(knex.raw('select 2')).rejects.toThrow('did not answer');
    const { rows } = await knex.raw('select 3 as answer');
    expect(rows).toEqual([{ answer: 3 }]);
  });

  it('ends a transaction whose connection fell silent', async () => {
    await connect(LIMIT);
    const transaction = knex.transaction(async open => {
      await open.raw('select 1');
      proxy.fallSilent();
      await open.raw('select 2');
    });
    await expect(transaction).rejects.toThrow(/did not answer|not queryable/);
    expect((await knex.raw('select 3 as answer')).rows).toEqual([{ answer: 3 }]);
  });

  it('makes the server end a transaction that idles for as long, and with it its locks', async () => {
    await connect(LIMIT);
    const { rows } = await knex.raw('show idle_in_transaction_session_timeout');
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '500ms' }]);
  });

  it('leaves a connection alone that is asked nothing for long, and one that is asked again and again', async () => {
    await connect(LIMIT);
    const pid = async () => (await knex.raw('select pg_backend_pid() as pid')).rows[0].pid;
    const first = await pid();
    await new Promise(resolve => setTimeout(resolve, 2 * LIMIT));
    for (let asked = 0; asked < 4; asked += 1) {
      await knex.raw('select pg_sleep(0.2)');
    }
    expect(await pid()).toBe(first);
  });

  it('ends what is not answered when it is told to, and leaves alone what is', async () => {
    await connect();
    const pid = async () => (await knex.raw('select pg_backend_pid() as pid')).rows[0].pid;
    const first = await pid();
    endUnanswered();
    expect(await pid()).toBe(first);
    proxy.fallSilent();
    setTimeout(endUnanswered, 50);
    await expect(knex.raw('select 2')).rejects.toThrow('did not answer');
  });

  it('does not wait for ever for the greeting of a server', async () => {
    await connect();
    Object.assign(knex.client.connectionSettings, { connectionTimeoutMillis: 200 });
    proxy.staySilent();
    await expect(knex.raw('select 1')).rejects.toThrow('timeout expired');
    expect((await connectedTo(proxy)).connectionTimeoutMillis).toBe(10_000);
  });
});

/** The settings with which a client connects that was told nothing about a limit. */
async function connectedTo(proxy: SilentProxy): Promise<{ connectionTimeoutMillis?: number }> {
  const knex = proxy.client();
  endSilentConnections(knex);
  knex.client.acquireRawConnection().catch(() => undefined); // what it would do is tested above
  return knex.client.connectionSettings;
}

it('leaves a database without connections as it is', async () => {
  const knex = await databases.init('SQLITE_3');
  endSilentConnections(knex, LIMIT)();
  expect(await knex.raw('select 1 as answer')).toEqual([{ answer: 1 }]);
});
