import { TestDatabases } from '@backstage/backend-test-utils';
import { nodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { seedDeployment, seedEnvironment, seedLedgerEntry } from '../__testUtils__/seed';
import { prepareSchema } from '../__testUtils__/prepareSchema';
import { removeOutbox } from '../retention/removeOutbox';
import { acquireLease } from './acquireLease';
import { deleteOutbox } from './deleteOutbox';
import { findHeadOfLane } from './findHeadOfLane';
import { insertIntents } from './insertIntents';
import { insertOutbox, OUTBOX_KINDS } from './insertOutbox';
import { listOpenIntents } from './listOpenIntents';
import { listUnfinishedLanes } from './listUnfinishedLanes';
import { lockLane } from './lockLane';
import { readFence } from './readFence';
import { markOutboxFailure } from './markOutboxFailure';
import { readOutbox, streamOf, type OutboxSelection } from './readOutbox';
import { releaseLease } from './releaseLease';
import { settleIntents } from './settleIntents';
import { takeOverLane } from './takeOverLane';

jest.setTimeout(60_000);

const ALL: OutboxSelection = { kinds: OUTBOX_KINDS, except: [], streams: 10, limit: 10 };

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('execution tables in %p', id => {
  let knex: Knex;
  let environment: string;

  const topics = async (some: Partial<OutboxSelection>) =>
    (await readOutbox(knex, { ...ALL, ...some })).map(({ topic }) => topic);

  beforeEach(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
  });

  it('raises the fence with every takeover, and locks a lane only for its owner', async () => {
    expect(await readFence(knex, environment)).toBeUndefined();
    const take = () => knex.transaction(transaction => takeOverLane(transaction, environment));
    const first = await take();
    const second = await take();
    expect([first, second]).toEqual([
      { epoch: 1, counter: 1 },
      { epoch: 1, counter: 2 },
    ]);
    expect(await readFence(knex, environment)).toEqual(second);
    const owned = (fence: typeof first) =>
      knex.transaction(transaction => lockLane(transaction, environment, fence));
    expect(await owned(first)).toBe(false);
    expect(await owned(second)).toBe(true);
    expect(await owned({ epoch: 2, counter: 2 })).toBe(false);
  });

  it('finds the lowest number that is to be worked on, and the lanes that have one', async () => {
    const other = await seedEnvironment(knex, 'other');
    await seedDeployment(knex, environment, { status: 'succeeded' });
    await seedDeployment(knex, environment, { status: 'awaiting-approval' });
    expect(await findHeadOfLane(knex, environment)).toBeUndefined();
    expect(await listUnfinishedLanes(knex)).toEqual([]);
    const applying = await seedDeployment(knex, environment, { status: 'applying' });
    await seedDeployment(knex, environment);
    await seedDeployment(knex, other);
    expect((await findHeadOfLane(knex, environment))?.uid).toBe(applying);
    expect(await listUnfinishedLanes(knex)).toEqual([environment, other].sort());
  });

  it('brings what is under way to its end before a lower number that came back from approval', async () => {
    const back = await seedDeployment(knex, environment, { status: 'awaiting-approval' });
    const applying = await seedDeployment(knex, environment, { status: 'applying' });
    await knex('deployments').where({ uid: back }).update({ status: 'pending' });
    expect((await findHeadOfLane(knex, environment))?.uid).toBe(applying);
    await knex('deployments').where({ uid: applying }).update({ status: 'succeeded' });
    expect((await findHeadOfLane(knex, environment))?.uid).toBe(back);
  });

  it('reads messages in the order in which they were written, until they are removed', async () => {
    await knex.transaction(async transaction => {
      await insertOutbox(transaction, environment, []);
      await insertOutbox(transaction, environment, [
        { kind: 'event', topic: 'a', payload: { application: 'shop' } },
        { kind: 'signal', topic: 'live', payload: {} },
        { kind: 'event', topic: 'b', payload: {} },
      ]);
    });
    const messages = await readOutbox(knex, { ...ALL, kinds: ['event'] });
    expect(messages).toMatchObject([
      { kind: 'event', topic: 'a', payload: { application: 'shop' }, attempts: 0 },
      { kind: 'event', topic: 'b', payload: {} },
    ]);
    expect(await topics({})).toEqual(['a', 'live', 'b']);
    expect(await topics({ limit: 2 })).toEqual(['a', 'live']);
    expect(await topics({ kinds: [] })).toEqual([]);
    await deleteOutbox(knex, [messages[0].id]);
    expect(await topics({ except: [`signal:${environment}`] })).toEqual(['b']);
    expect(await topics({ streams: 1 })).toEqual(['live']);
  });

  it('holds back what stands behind a message that waits to be told again', async () => {
    await knex.transaction(transaction =>
      insertOutbox(transaction, environment, [
        { kind: 'event', topic: 'a', payload: {} },
        { kind: 'event', topic: 'b', payload: {} },
        { kind: 'signal', topic: 'live', payload: {} },
      ]),
    );
    const [first] = await readOutbox(knex, ALL);
    expect(streamOf(first)).toBe(`event:${environment}`);
    const failure = { id: first.id, error: 'Nobody listens.', retryIn: 60 };
    expect(await markOutboxFailure(knex, { ...failure, patience: 60 })).toBe(false);
    expect(await topics({})).toEqual(['live']);
    expect(await markOutboxFailure(knex, { ...failure, patience: -60 })).toBe(true);
    expect(await topics({})).toEqual(['b', 'live']);
    expect(await removeOutbox(knex, 60)).toBe(0);
    expect(await removeOutbox(knex, -60)).toBe(1);
  });

  it('gives a lease to one owner until it is given back or expires', async () => {
    const lease = (owner: string, seconds = 60) =>
      acquireLease(knex, { name: 'outbox', owner, seconds });
    expect(await lease('one')).toBe(true);
    expect(await lease('two')).toBe(false);
    expect(await lease('one')).toBe(true);
    await releaseLease(knex, { name: 'outbox', owner: 'two' });
    expect(await lease('two')).toBe(false);
    await releaseLease(knex, { name: 'outbox', owner: 'one' });
    expect(await lease('two', -5)).toBe(true);
    expect(await lease('one')).toBe(true);
  });

  it('gives a lease to another owner although the clock was set back since it was taken', async () => {
    const lease = (owner: string, seconds: number) =>
      acquireLease(knex, { name: 'outbox', owner, seconds });
    expect(await lease('one', 3_620)).toBe(true); // as taken for 20 s, an hour later
    expect(await lease('two', 20)).toBe(true);
  });

  it('keeps an effect open until its outcome is known, one of each incarnation and one per key', async () => {
    const deploymentUid = await seedDeployment(knex, environment);
    const ledgerUid = await seedLedgerEntry(knex, environment);
    const intent = {
      uid: uuid(),
      deploymentUid,
      node: nodeId({ type: 'cache', id: 'web.cache' }),
      ledgerUid,
      operation: 'apply' as const,
      idempotencyKey: 'k1',
      intent: 'cipher',
      digest: 'd',
      fence: { epoch: 1, counter: 4 },
    };
    const write = (uid: string) =>
      knex.transaction(transaction => insertIntents(transaction, [{ ...intent, uid }]));
    await write(intent.uid);
    expect(await listOpenIntents(knex, environment)).toEqual([
      { uid: intent.uid, ledgerUid, operation: 'apply', idempotencyKey: 'k1', digest: 'd' },
    ]);
    expect(await listOpenIntents(knex, await seedEnvironment(knex, 'other'))).toEqual([]);
    await expect(write(uuid())).rejects.toMatchObject({
      message: expect.stringMatching(/unique/i),
    });
    // Another key, while nobody knows what became of the first.
    await expect(
      knex.transaction(transaction =>
        insertIntents(transaction, [{ ...intent, uid: uuid(), idempotencyKey: 'k2' }]),
      ),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
    await knex.transaction(transaction =>
      settleIntents(transaction, [
        { uid: intent.uid, outcome: 'succeeded', evidence: { commit: 'c' } },
      ]),
    );
    expect(await listOpenIntents(knex, environment)).toEqual([]);
    expect(await knex('journal').where({ uid: intent.uid }).first()).toMatchObject({
      outcome: 'succeeded',
      evidence: '{"commit":"c"}',
      epoch: 1,
      fence: 4,
    });
  });
});
