import { nodeId, requestHash, setHash } from '@tutti/planner';
import type { Knex } from 'knex';
import { saveSet } from '../../database/deployments/saveSet';
import { seedLedgerEntry } from '../../database/__testUtils__/seed';
import { deltaOf } from '../../execution/__testUtils__/TestEngine';

/** As if the workload `web` were deployed in an environment, with a database that version 1 of the definition `a` made. */
export async function seedWeb(database: Knex, environmentUid: string): Promise<void> {
  const { upsert } = deltaOf({ web: 'resources: { db: { type: postgres } }' });
  const set = { workloads: upsert };
  await database.transaction(transaction => saveSet(transaction, setHash(set), set));
  await database('environments')
    .where({ uid: environmentUid })
    .update({ desired_set: setHash(set) });
  await seedLedgerEntry(database, environmentUid, {
    node: nodeId({ type: 'postgres', id: 'web.db' }),
    ...{ type: 'postgres', id: 'web.db', definition: 'a', definitionVersion: 1 },
    ...{ driver: 'static', stateful: true, inputs: { host: 'one' }, params: {} },
    requestHash: requestHash({ type: 'postgres', class: 'default', id: 'web.db' }),
  });
}
