import { TestDatabases } from '@backstage/backend-test-utils';
import { nodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { ledgerEntry, seedEnvironment, seedLedgerEntry } from '../__testUtils__/seed';
import { prepareSchema } from '../__testUtils__/prepareSchema';
import { deleteLedgerEntry } from './deleteLedgerEntry';
import { findExternalIdOwner } from './findExternalIdOwner';
import { findLedgerEntry } from './findLedgerEntry';
import { insertLedgerEntry } from './insertLedgerEntry';
import { listLedger } from './listLedger';
import { listLedgerOfEnvironment } from './listLedgerOfEnvironment';
import { unsettleNodes } from './unsettleNodes';
import { updateLedgerEntry } from './updateLedgerEntry';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the ledger in %p', id => {
  let knex: Knex;
  let environment: string;

  beforeEach(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
  });

  it('reads back a row as it was written', async () => {
    const entry = ledgerEntry(environment, {
      manifests: [{ apiVersion: 'v1', kind: 'Service' }],
      secretOutputs: 'cipher 2',
      generated: 'cipher 3',
      externalId: 'pg/c',
      catalog: false,
      lastDeploymentUid: 'd',
    });
    await knex.transaction(transaction => insertLedgerEntry(transaction, entry));
    expect(await findLedgerEntry(knex, entry.uid)).toEqual({
      ...entry,
      updatedAt: expect.any(String),
    });
    expect(await findLedgerEntry(knex, 'nobody')).toBeUndefined();
  });

  it('holds at most one current incarnation per node, beside any number of others', async () => {
    await seedLedgerEntry(knex, environment, { role: 'orphan' });
    await seedLedgerEntry(knex, environment, { role: 'replaced', incarnation: 2 });
    await seedLedgerEntry(knex, environment, { incarnation: 3 });
    await expect(seedLedgerEntry(knex, environment, { incarnation: 4 })).rejects.toMatchObject({
      message: expect.stringMatching(/unique/i),
    });
    await seedLedgerEntry(knex, await seedEnvironment(knex, 'other'));
    const rows = await listLedgerOfEnvironment(knex, environment);
    expect(rows.map(({ incarnation, role }) => [incarnation, role])).toEqual([
      [1, 'orphan'],
      [2, 'replaced'],
      [3, 'current'],
    ]);
  });

  it('lets one row of any role own an external id, except where drivers only refer', async () => {
    const owner = await seedLedgerEntry(knex, environment, { role: 'orphan', externalId: 'pg/c' });
    const other = await seedEnvironment(knex, 'other');
    await expect(seedLedgerEntry(knex, other, { externalId: 'pg/c' })).rejects.toMatchObject({
      message: expect.stringMatching(/unique/i),
    });
    await seedLedgerEntry(knex, other, { externalId: 'pg/c', driver: 'another' });
    for (const name of ['a', 'b']) {
      const node = nodeId({ type: 'server', id: name });
      await seedLedgerEntry(knex, other, {
        node,
        driver: 'static',
        refersOnly: true,
        externalId: 's',
      });
    }
    const find = (except?: string) =>
      findExternalIdOwner(knex, { driver: 'database', externalId: 'pg/c', except });
    expect(await find()).toEqual({
      ledgerUid: owner,
      node: 'cache.default#web.cache',
      role: 'orphan',
      application: 'shop-dev',
      environment: 'dev',
    });
    expect(await find(owner)).toBeUndefined();
  });

  it('changes and empties columns, and leaves the others', async () => {
    const uid = await seedLedgerEntry(knex, environment, { externalId: 'pg/c' });
    await knex.transaction(transaction =>
      updateLedgerEntry(transaction, uid, {
        settled: false,
        externalId: null,
        inputs: { database: 'd' },
      }),
    );
    expect(await findLedgerEntry(knex, uid)).toMatchObject({
      settled: false,
      externalId: undefined,
      inputs: { database: 'd' },
      outputs: { host: 'h' },
    });
    await knex.transaction(transaction => deleteLedgerEntry(transaction, uid));
    expect(await findLedgerEntry(knex, uid)).toBeUndefined();
  });

  it('lists rows by environment and workload, and goes on after a uid', async () => {
    const first = await seedLedgerEntry(knex, environment);
    const second = await seedLedgerEntry(knex, environment, {
      node: nodeId({ type: 'cache', id: 'web_api.cache' }),
      workloads: ['web_api'],
    });
    const third = await seedLedgerEntry(knex, await seedEnvironment(knex, 'other'));
    const uids = async (filter: Partial<Parameters<typeof listLedger>[1]>) =>
      (await listLedger(knex, { limit: 10, ...filter })).map(({ uid }) => uid);
    expect(await uids({})).toEqual([first, second, third]);
    expect(await uids({ environmentUids: [environment] })).toEqual([first, second]);
    expect(await uids({ workload: 'web' })).toEqual([first, third]);
    expect(await uids({ workload: 'web_api' })).toEqual([second]);
    expect(await uids({ workload: 'webxapi' })).toEqual([]);
    expect(await uids({ after: first, limit: 1 })).toEqual([second]);
    expect(await uids({ definition: 'cache' })).toContain(first);
    expect(await uids({ definition: 'cache', version: 2 })).toEqual([]);
    expect(await uids({ definition: 'queue' })).toEqual([]);
    await knex('ledger').where({ uid: second }).update({ type: 'queue', class: 'large' });
    await knex('ledger').where({ uid: third }).update({ driver: 'rare', presence: 'unknown' });
    await knex('ledger').where({ uid: first }).update({ role: 'orphan', deletion_pending: true });
    expect(await uids({ type: 'queue' })).toEqual([second]);
    expect(await uids({ type: 'queue', class: 'default' })).toEqual([]);
    expect(await uids({ driver: 'rare' })).toEqual([third]);
    expect(await uids({ presence: 'unknown' })).toEqual([third]);
    expect(await uids({ role: 'orphan' })).toEqual([first]);
    expect(await uids({ deletionPending: true })).toEqual([first]);
    expect(await uids({ deletionPending: false })).toEqual([second, third]);
    expect(await listLedger(knex, { uid: first, limit: 1 })).toMatchObject([
      { application: 'shop-dev', environment: 'dev', environmentType: 'development' },
    ]);
  });

  it('marks nodes to be applied again', async () => {
    const uid = await seedLedgerEntry(knex, environment);
    const orphan = await seedLedgerEntry(knex, environment, { role: 'orphan' });
    await knex.transaction(transaction =>
      unsettleNodes(transaction, environment, [nodeId({ type: 'cache', id: 'web.cache' })]),
    );
    expect((await findLedgerEntry(knex, uid))?.settled).toBe(false);
    expect((await findLedgerEntry(knex, orphan))?.settled).toBe(true);
  });
});
