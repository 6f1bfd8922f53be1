import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import {
  startTestPostgres,
  type TestPostgres,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import { describePostgresServer, type PostgresTls } from '../servers/PostgresServer';
import { DEFAULT_TIMEOUTS, PostgresSession } from './PostgresSession';

describe('PostgresSession', () => {
  let postgres: TestPostgres;
  /** Accepts connections and never answers. */
  let silent: Server;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    silent = createServer(socket => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  }, 60_000);

  afterAll(async () => {
    silent.close();
    await postgres.stop();
  }, 60_000);

  function open(
    signal: AbortSignal,
    address: { port?: number; ssl?: PostgresTls } = {},
    timeouts: Partial<typeof DEFAULT_TIMEOUTS> = {},
  ) {
    const { host, port, username, password } = postgres;
    const description = { host, port, username, password, ...address };
    const server = describePostgresServer(description, 'the test');
    return PostgresSession.open({ server, signal, timeouts: { ...DEFAULT_TIMEOUTS, ...timeouts } });
  }

  const never = new AbortController().signal;

  function portOf(server: Server): number {
    return (server.address() as AddressInfo).port;
  }

  it('ends a running statement on the server too when it is cancelled', async () => {
    const controller = new AbortController();
    const session = await open(controller.signal);
    const mark = `/* cancelled by ${process.pid} */`;
    const sleeping = session.query({ doing: 'sleep', text: `SELECT pg_sleep(60) ${mark}` });
    setTimeout(() => controller.abort(), 50);
    await expect(sleeping).rejects.toMatchObject({ errorClass: 'cancelled' });
    await session.close();
    const running = await postgres.query(
      `SELECT pid FROM pg_stat_activity WHERE query LIKE $1 AND state = 'active' AND pid <> pg_backend_pid()`,
      [`%pg_sleep(60) ${mark}%`],
    );
    expect(running).toEqual([]);
  });

  it('can be cancelled while it connects to a server that does not answer', async () => {
    const controller = new AbortController();
    const opening = open(controller.signal, { port: portOf(silent) });
    setTimeout(() => controller.abort(), 50);
    await expect(opening).rejects.toMatchObject({ errorClass: 'cancelled' });
  });

  it('gives up on a server that does not answer, for now', async () => {
    const opening = open(never, { port: portOf(silent) }, { connect: 100 });
    await expect(opening).rejects.toMatchObject({ errorClass: 'transient' });
  });

  it('takes a server that is down for passing trouble', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const port = portOf(closed);
    closed.close();
    await once(closed, 'close');
    await expect(open(never, { port })).rejects.toMatchObject({
      errorClass: 'transient',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });

  it('does not go on without TLS where TLS is asked for', async () => {
    await expect(open(never, { ssl: true })).rejects.toMatchObject({ errorClass: 'permanent' });
  });

  it('waits for a lock no longer than it may', async () => {
    const holder = await open(never);
    const waiter = await open(never, {}, { lock: 50 });
    const lock = { doing: 'take the lock', text: 'SELECT pg_advisory_lock(4711)' };
    await holder.query(lock);
    await expect(waiter.query(lock)).rejects.toMatchObject({
      errorClass: 'transient',
      message: expect.stringContaining('could not take the lock'),
    });
    await holder.close();
    await expect(waiter.query(lock)).resolves.toHaveLength(1);
    await waiter.close();
  });

  it('loses its locks when it stands still, and says so when it goes on', async () => {
    const frozen = await open(never, {}, { idle: 50 });
    const lock = { doing: 'take the lock', text: 'SELECT pg_advisory_lock(4712)' };
    await frozen.query(lock);
    const other = await open(never);
    await other.query(lock);
    await expect(frozen.query(lock)).rejects.toMatchObject({ errorClass: 'transient' });
    await frozen.close();
    await other.close();
  });
});
