import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { nodeId } from '@tutti/planner';
import { v7 as uuid } from 'uuid';
import { seedDeployment, seedEnvironment, seedLedgerEntry } from './__testUtils__/seed';
import { applyResourceFilter } from './applyResourceFilter';
import { findNodeAppliedLater } from './deployments/findNodeAppliedLater';
import { listApprovals } from './deployments/listApprovals';
import { listDeployments } from './deployments/listDeployments';
import { selectApplications } from './environments/selectApplications';
import { selectEnvironments } from './environments/selectEnvironments';
import { selectWorkloadsOfSets } from './environments/selectWorkloadsOfSets';
import { listLedger } from './ledger/listLedger';
import { unsettleNodes } from './ledger/unsettleNodes';
import { prepareSchema } from './__testUtils__/prepareSchema';
import { countDefinitionUsage } from './registry/countDefinitionUsage';
import { listEnvironmentsWithTypes } from './registry/listEnvironmentsWithTypes';

jest.setTimeout(120_000);

/** More than the 65,535 that PostgreSQL takes in one statement, and the 32,766 of SQLite. */
const MANY = 70_001;

describe('more values than a statement takes', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  const others = Array.from({ length: MANY - 1 }, (_, index) => `none-${index}`);
  let knex: Knex;
  let environment: string;

  async function start(id: Parameters<typeof databases.init>[0]) {
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
  }

  it.each(databases.eachSupportedId())('find environments and what is in them, %p', async id => {
    await start(id);
    const uid = await seedLedgerEntry(knex, environment, { node: nodeId({ type: 'a', id: 'b' }) });
    const deployment = await seedDeployment(knex, environment);
    const environmentUids = [...others, environment];

    expect(await listLedger(knex, { environmentUids, limit: 10 })).toMatchObject([{ uid }]);
    expect(
      await listDeployments(knex, { environmentUids, workload: 'web', limit: 10 }),
    ).toMatchObject([{ uid: deployment }]);
    expect(await selectEnvironments(knex, { uids: environmentUids })).toMatchObject([
      { uid: environment },
    ]);
    expect(await selectEnvironments(knex, { applications: [...others, 'shop-dev'] })).toHaveLength(
      1,
    );
    expect(await selectApplications(knex, { names: [...others, 'shop-dev'] })).toHaveLength(1);
    expect(await selectApplications(knex, { uids: others })).toEqual([]);
    expect(await listApprovals(knex, [...others, deployment])).toEqual([]);
    expect(await selectWorkloadsOfSets(knex, others)).toEqual(new Map());
  });

  it.each(databases.eachSupportedId())('count what uses definitions and types, %p', async id => {
    await start(id);
    await seedLedgerEntry(knex, environment, { definition: 'cache', type: 'cache' });

    expect(await countDefinitionUsage(knex, [...others, 'cache'])).toEqual(new Map([['cache', 1]]));
    expect(await listEnvironmentsWithTypes(knex, [...others, 'cache'])).toEqual([environment]);
  });

  it.each(databases.eachSupportedId())('tell which node went on meanwhile, %p', async id => {
    await start(id);
    const [first, second] = [await seedDeployment(knex, environment), uuid()];
    await seedDeployment(knex, environment, { uid: second });
    const node = nodeId({ type: 'cache', id: 'web.cache' });
    await seedLedgerEntry(knex, environment, { node });
    await knex('deployment_nodes').insert({
      ...{ deployment_uid: second, position: 0, node, action: 'update' },
      ...{ status: 'pending', attempts: 1 },
    });
    const nodes = [...others.map(name => nodeId({ type: 'cache', id: name })), node];

    const { number } = await knex('deployments').where({ uid: first }).first();
    expect(
      await findNodeAppliedLater(knex, {
        ...{ environmentUid: environment, number, nodes },
        since: { deploymentUid: first, planHash: 'none' },
      }),
    ).toMatchObject({ node, number: number + 1 });
    await knex.transaction(transaction => unsettleNodes(transaction, environment, nodes));
    const [entry] = await listLedger(knex, { limit: 1 });
    expect(entry.settled).toBe(false);
  });

  it.each(databases.eachSupportedId())(
    'list what somebody with many groups and many types may see, in order, %p',
    async id => {
      await start(id);
      const application = await knex('applications').first();
      await knex('applications').update({ owner_ref: 'group:default/last' });
      await knex('environments').insert({
        ...{ uid: uuid(), application_uid: application.uid, name: 'a-prod', type: 'production' },
      });
      const refs = [...others, 'group:default/last'];
      const query = knex('applications').select('name');
      applyResourceFilter(query, { kind: 'owner', refs }, { owner: 'owner_ref' });
      expect(await query).toEqual([{ name: 'shop-dev' }]);

      const orderOfTypes = new Map(
        [...others, 'development', 'production'].map((type, order) => [type, order]),
      );
      const page = { orderOfTypes, limit: 10 };
      const listed = await selectEnvironments(knex, { page });
      expect(listed.map(({ name }) => name)).toEqual(['dev', 'a-prod']);
      const after = { order: orderOfTypes.get('development')!, name: 'dev' };
      const rest = await selectEnvironments(knex, { page: { ...page, after } });
      expect(rest.map(({ name }) => name)).toEqual(['a-prod']);
    },
  );

  it.each(databases.eachSupportedId())('find nothing when there are none, %p', async id => {
    await start(id);
    await seedLedgerEntry(knex, environment);
    expect(await listLedger(knex, { environmentUids: [], limit: 10 })).toEqual([]);
    expect(await listEnvironmentsWithTypes(knex, [])).toEqual([]);
  });
});
