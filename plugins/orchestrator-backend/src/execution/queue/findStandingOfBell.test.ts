import { TestDatabases } from '@backstage/backend-test-utils';
import { seedDeployment, seedEnvironment } from '../../database/__testUtils__/seed';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { findStandingOfBell } from './findStandingOfBell';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('standing of bells on %p', id => {
  it('is urgent for a lane in which something is destroyed or shall be cancelled, until that has ended', async () => {
    const knex = await databases.init(id);
    await prepareSchema(knex);
    const key = await seedEnvironment(knex);
    const { application_uid: group } = await knex('environments').where({ uid: key }).first();
    const standing = () =>
      knex.transaction(transaction => findStandingOfBell(transaction, { kind: 'lane', key }));
    expect(await standing()).toEqual({ urgent: false, group });
    await seedDeployment(knex, key, { status: 'applying' });
    expect(await standing()).toEqual({ urgent: false, group });
    await knex('deployments').update({ cancel_requested_by: 'user:default/ana' });
    expect(await standing()).toEqual({ urgent: true, group });
    await knex('deployments').update({ status: 'cancelled' });
    expect(await standing()).toEqual({ urgent: false, group });
    await knex('deployments').update({
      status: 'pending',
      kind: 'destroy',
      cancel_requested_by: null,
    });
    expect(await standing()).toEqual({ urgent: true, group });
  });

  it('is of no application for tasks and for environments that are gone', async () => {
    const knex = await databases.init(id);
    await prepareSchema(knex);
    for (const kind of ['lane', 'task'] as const) {
      const standing = await knex.transaction(transaction =>
        findStandingOfBell(transaction, { kind, key: 'gone' }),
      );
      expect(standing).toEqual({ urgent: false, group: undefined });
    }
  });
});
