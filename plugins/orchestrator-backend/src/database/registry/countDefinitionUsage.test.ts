import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { prepareSchema } from '../__testUtils__/prepareSchema';
import { countDefinitionUsage } from './countDefinitionUsage';

jest.setTimeout(60_000);

async function insertLedgerRow(database: Knex, uid: string, definition: string, role: string) {
  await database('ledger').insert({
    uid,
    environment_uid: 'environment',
    node: `postgres.default#${uid}`,
    type: 'postgres',
    class: 'default',
    resource_id: uid,
    role,
    incarnation: 1,
    name: uid,
    catalog: '{}',
    definition,
    definition_version: 1,
    driver: 'static',
    stateful: true,
    refers_only: true,
    request_hash: 'hash',
    params: '{}',
    inputs: '{}',
    driver_outputs: '{}',
    outputs: '{}',
    presence: 'present',
    readiness: 'not-checked',
    deletion: '{}',
    deletion_pending: false,
    depends_on: '[]',
    workloads: '[]',
    settled: true,
  });
}

describe('countDefinitionUsage', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

  it.each(databases.eachSupportedId())(
    'counts orphans too, which the definition still is needed for, %p',
    async id => {
      const database = await databases.init(id);
      await prepareSchema(database);
      await database('applications').insert({ uid: 'application', name: 'shop' });
      await database('environments').insert({
        uid: 'environment',
        application_uid: 'application',
        name: 'development',
        type: 'development',
      });
      await insertLedgerRow(database, '1', 'postgres-shop', 'current');
      await insertLedgerRow(database, '2', 'postgres-shop', 'orphan');
      await insertLedgerRow(database, '3', 'other', 'current');
      const usage = await countDefinitionUsage(database, ['postgres-shop', 'unused']);
      expect(usage).toEqual(new Map([['postgres-shop', 2]]));
    },
  );
});
