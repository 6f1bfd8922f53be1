import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { storedCriteria } from '../../registry/storedCriteria';
import { prepareSchema } from '../__testUtils__/prepareSchema';
import { replaceCriteria } from './replaceCriteria';

jest.setTimeout(60_000);

const SHOP = { class: 'default', application: 'shop' };

describe('criteria in force', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let knex: Knex;

  async function start(id: Parameters<typeof databases.init>[0]) {
    knex = await databases.init(id);
    await prepareSchema(knex);
    for (const name of ['one', 'other']) {
      await knex('definitions').insert({ uid: name, name, source: 'platform', file: 'a.yaml' });
    }
  }

  async function write(...owners: [definition: string, type: string, criterion: typeof SHOP][]) {
    await knex.transaction(transaction =>
      replaceCriteria(transaction, {
        definitionUids: [...new Set(owners.map(([definition]) => definition))],
        criteria: owners.flatMap(([definition, type, criterion]) =>
          storedCriteria(definition, type, [criterion]),
        ),
        revision: 1,
      }),
    );
  }

  const held = () =>
    knex('criteria').orderBy(['definition_uid', 'type']).select('definition_uid', 'type');

  it.each(databases.eachSupportedId())(
    'are never equal for one type, however their fields are written, %p',
    async id => {
      await start(id);
      await write(['one', 'postgres', SHOP]);
      const same = { application: 'shop', class: 'default' };
      await expect(write(['other', 'postgres', same])).rejects.toMatchObject({
        message: expect.stringMatching(/unique/i),
      });
      await write(['other', 'redis', same]);
      expect(await held()).toEqual([
        { definition_uid: 'one', type: 'postgres' },
        { definition_uid: 'other', type: 'redis' },
      ]);
    },
  );

  it.each(databases.eachSupportedId())('can be swapped in one change, %p', async id => {
    await start(id);
    const bank = { ...SHOP, application: 'bank' };
    await write(['one', 'postgres', SHOP], ['other', 'postgres', bank]);
    await write(['one', 'postgres', bank], ['other', 'postgres', SHOP]);
    const rows = await knex('criteria').orderBy('definition_uid').pluck('criterion');
    expect(rows.map(text => JSON.parse(text).application)).toEqual(['bank', 'shop']);
  });
});
