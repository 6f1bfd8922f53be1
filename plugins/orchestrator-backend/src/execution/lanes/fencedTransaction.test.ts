import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { seedEnvironment } from '../../database/__testUtils__/seed';
import { takeOverLane } from '../../database/execution/takeOverLane';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { fencedTransaction } from './fencedTransaction';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

async function seedLane(knex: Knex) {
  await prepareSchema(knex);
  const environmentUid = await seedEnvironment(knex);
  const take = () => knex.transaction(transaction => takeOverLane(transaction, environmentUid));
  return { environmentUid, take };
}

describe.each(databases.eachSupportedId())('the fence on %p', id => {
  it('lets only the owner of a lane write', async () => {
    const knex = await databases.init(id);
    const { environmentUid, take } = await seedLane(knex);
    const zombie = { environmentUid, fence: await take() };
    const owner = { environmentUid, fence: await take() };
    const write = (transaction: Knex.Transaction) =>
      transaction('environments').where({ uid: environmentUid }).update({ labels: '{"a":"b"}' });
    await expect(fencedTransaction(knex, zombie, write)).rejects.toMatchObject({
      name: 'FenceLostError',
    });
    expect((await knex('environments').first()).labels).toBe('{}');
    await fencedTransaction(knex, owner, write);
    expect((await knex('environments').first()).labels).toBe('{"a":"b"}');
  });
});

const postgres = databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3');
(postgres.length > 0 ? describe.each(postgres) : describe.skip.each([['POSTGRES_18']] as const))(
  'a frozen owner on %p',
  id => {
    it('keeps a takeover waiting until the server ends its transaction, and writes nothing', async () => {
      const knex = await databases.init(id as 'POSTGRES_18');
      const { environmentUid, take } = await seedLane(knex);
      const lane = { environmentUid, fence: await take() };
      let thaw = () => {};
      let freeze = () => {};
      const frozen = new Promise<void>(resolve => {
        freeze = resolve;
      });
      const thawed = new Promise<void>(resolve => {
        thaw = resolve;
      });
      const writing = fencedTransaction(knex, lane, async transaction => {
        freeze();
        await thawed;
        await transaction('environments')
          .where({ uid: environmentUid })
          .update({ labels: '{"z":"z"}' });
      });
      writing.catch(() => {}); // looked at below
      await frozen;
      await expect(take()).rejects.toMatchObject({
        message: expect.stringContaining('lock timeout'),
      });
      let taken = await take().catch(() => undefined);
      while (!taken) {
        taken = await take().catch(() => undefined);
      }
      expect(taken.counter).toBe(lane.fence.counter + 1);
      thaw();
      await expect(writing).rejects.toThrow();
      expect((await knex('environments').first()).labels).toBe('{}');
    });
  },
);
