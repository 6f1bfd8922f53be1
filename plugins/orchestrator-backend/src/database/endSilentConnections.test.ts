import net, { type AddressInfo, type Socket } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { endSilentConnections } from './endSilentConnections';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const LIMIT = 500;

/** A way to a server that can fall silent: what is connected then stays so, and carries nothing any more. */
async function startProxy(target: { host: string; port: number }) {
  const sockets: Socket[] = [];
  const server = net.createServer(client => {
    const upstream = net.connect(target);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      socket.on('error', () => undefined); // its end is what the test looks at
      sockets.push(socket);
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => sockets.forEach(socket => socket.unpipe().pause()),
    stop: () => {
      sockets.forEach(socket => socket.destroy());
      server.close();
    },
  };
}

describe('endSilentConnections', () => {
  if (!databases.supports('POSTGRES_18')) {
    return;
  }
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let knex: Knex;

  beforeEach(async () => {
    const { client } = await databases.init('POSTGRES_18');
    const { host, port, user, password, database } = client.connectionSettings;
    proxy = await startProxy({ host, port: Number(port) });
    knex = createKnex({
      client: 'pg',
      connection: { host: '127.0.0.1', port: proxy.port, user, password, database },
      pool: { min: 0, max: 1 },
    });
    endSilentConnections(knex, LIMIT);
  });

  afterEach(async () => {
    proxy.stop();
    await knex.destroy();
  });

  it('fails a statement whose connection fell silent, and goes on with another connection', async () => {
    await knex.raw('select 1');
    proxy.fallSilent();
    await expect(knex.raw('select 2')).rejects.toThrow('did not answer');
    const { rows } = await knex.raw('select 3 as answer');
    expect(rows).toEqual([{ answer: 3 }]);
  });

  it('ends a transaction whose connection fell silent', async () => {
    const transaction = knex.transaction(async open => {
      await open.raw('select 1');
      proxy.fallSilent();
      await open.raw('select 2');
    });
    await expect(transaction).rejects.toThrow(/did not answer|not queryable/);
    expect((await knex.raw('select 3 as answer')).rows).toEqual([{ answer: 3 }]);
  });

  it('makes the server end a transaction that idles for as long, and with it its locks', async () => {
    const { rows } = await knex.raw('show idle_in_transaction_session_timeout');
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '500ms' }]);
  });

  it('leaves a connection alone that is asked nothing for long, and one that is asked again and again', async () => {
    const pid = async () => (await knex.raw('select pg_backend_pid() as pid')).rows[0].pid;
    const first = await pid();
    await new Promise(resolve => setTimeout(resolve, 2 * LIMIT));
    for (let asked = 0; asked < 4; asked += 1) {
      await knex.raw('select pg_sleep(0.2)');
    }
    expect(await pid()).toBe(first);
  });
});

it('leaves a database without connections as it is', async () => {
  const knex = await databases.init('SQLITE_3');
  endSilentConnections(knex, LIMIT);
  expect(await knex.raw('select 1 as answer')).toEqual([{ answer: 1 }]);
});
