import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { applyMigrations } from '../../database/migrate';
import { OutboxLease } from './OutboxLease';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the lease of the outbox on %p', id => {
  let knex: Knex;
  let now = 0;
  /** What the database has of it, in seconds from its own time. */
  const expireIn = (seconds: number) =>
    knex('leases').update({
      expires_at: id.startsWith('POSTGRES')
        ? knex.raw(`statement_timestamp() + ? * interval '1 second'`, [seconds])
        : knex.raw(`datetime('now', ?)`, [`${seconds} seconds`]),
    });

  beforeEach(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    now = 1_000_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  it('is one replica’s until it gives it back', async () => {
    const one = OutboxLease.create({ database: knex });
    const two = OutboxLease.create({ database: knex });
    expect((await one.hold())?.mayTell()).toBe(true);
    expect(await two.hold()).toBeUndefined();
    expect([one.isHeld, two.isHeld]).toEqual([true, false]);
    await one.release();
    expect(one.isHeld).toBe(false);
    expect((await two.hold())?.mayTell()).toBe(true);
  });

  it('lasts ten seconds, of which its owner uses the first half', async () => {
    const term = await OutboxLease.create({ database: knex }).hold();
    const [lease] = await knex('leases').select({
      left: id.startsWith('POSTGRES')
        ? knex.raw('extract(epoch from expires_at - statement_timestamp())')
        : knex.raw(`strftime('%s', expires_at) - strftime('%s', 'now')`),
    });
    expect(Number(lease.left)).toBeLessThanOrEqual(10);
    now += 4_900;
    expect(term?.mayTell()).toBe(true);
    now += 200;
    expect(term?.mayTell()).toBe(false);
  });

  it('is renewed in time, and asked for no more often than that', async () => {
    const lease = OutboxLease.create({ database: knex });
    const term = await lease.hold();
    await expireIn(1);
    now += 1_000;
    expect(await lease.hold()).toBe(term);
    await expireIn(1);
    const asked: string[] = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    expect(await lease.hold()).toBe(term);
    expect(asked).toEqual([]);
    now += 1_500;
    expect(await lease.hold()).toBe(term);
    expect(asked).toHaveLength(1);
    now += 4_000;
    expect(term?.mayTell()).toBe(true);
  });

  it('lets nothing be told that was read in a time that has ended, even after it was taken anew', async () => {
    const lease = OutboxLease.create({ database: knex });
    const before = await lease.hold();
    now += 6_000; // frozen, for instance; another replica may have had it meanwhile
    const after = await lease.hold();
    expect([before?.mayTell(), after?.mayTell()]).toEqual([false, true]);
  });

  it('is lost to whoever took it when it had expired', async () => {
    const frozen = OutboxLease.create({ database: knex });
    const term = await frozen.hold();
    await expireIn(-1);
    expect(await OutboxLease.create({ database: knex }).hold()).toBeDefined();
    now += 6_000;
    expect(await frozen.hold()).toBeUndefined();
    expect([term?.mayTell(), frozen.isHeld]).toEqual([false, false]);
  });
});
