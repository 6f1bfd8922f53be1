import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { prepareSchema } from './__testUtils__/prepareSchema';
import { HOT_QUERIES } from './__testUtils__/hotQueries';
import { PROMISED_FLEET, seedFleet } from './__testUtils__/seedFleet';

jest.setTimeout(180_000);

/** Tables that grow with history or with what runs; a query that reads one of them whole gets slower every day. */
const BIG_TABLES = [
  ...['deployments', 'deployment_workloads', 'deployment_nodes', 'deployment_log'],
  ...['deployment_sets', 'plans', 'approvals', 'ledger', 'journal', 'outbox', 'idempotency'],
  ...['impact_requests', 'reports'],
];

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
// Without PostgreSQL there are no plans to look at.
const describeWhere = databases.eachSupportedId().length > 0 ? describe : describe.skip;

describeWhere('queries that are asked again and again', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await prepareSchema(knex);
    await seedFleet(knex, { ...PROMISED_FLEET, lines: 20 });
  });

  it.each(Object.keys(HOT_QUERIES))('read no big table whole: %s', async name => {
    for (const { sql, plan } of await plansOf(knex, HOT_QUERIES[name])) {
      expect({ sql, whole: scansOf(plan).filter(table => BIG_TABLES.includes(table)) }).toEqual({
        sql,
        whole: [],
      });
    }
  });

  it.each(Object.keys(HOT_QUERIES))('compare with one time only: %s', async name => {
    // One that may differ from row to row is no condition of an index, which is then read to its end.
    for (const { sql, plan } of await plansOf(knex, HOT_QUERIES[name])) {
      expect({ sql, clock: JSON.stringify(plan).includes('clock_timestamp()') }).toEqual({
        sql,
        clock: false,
      });
    }
  });

  it('would be found out if they did', async () => {
    const [{ plan }] = await plansOf(knex, trx =>
      trx('deployments').where({ requested_by: 'user:default/u1' }),
    );
    expect(scansOf(plan)).toContain('deployments');
  });
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** The plans that PostgreSQL makes of all statements of a query, with the values that they were asked with. */
async function plansOf(
  knex: Knex,
  ask: (transaction: Knex.Transaction) => PromiseLike<unknown>,
): Promise<{ sql: string; plan: PlanNode }[]> {
  const statements: { sql: string; bindings: unknown[] }[] = [];
  const transaction = await knex.transaction();
  try {
    transaction.on('query', ({ sql, bindings }) => {
      if (/^(select|insert|update|delete|with)\b/i.test(sql)) {
        statements.push({ sql, bindings });
      }
    });
    await ask(transaction);
  } finally {
    await transaction.rollback();
  }
  expect(statements).not.toEqual([]);
  const plans = [];
  for (const { sql, bindings } of statements) {
    // Knex has numbered the values already, so this goes to the driver as it is.
    const connection = await knex.client.acquireConnection();
    try {
      const { rows } = await connection.query(`explain (format json) ${sql}`, bindings);
      plans.push({ sql, plan: rows[0]['QUERY PLAN'][0].Plan });
    } finally {
      await knex.client.releaseConnection(connection);
    }
  }
  return plans;
}

/** Tables that a plan reads from beginning to end. */
function scansOf(plan: PlanNode): string[] {
  return [
    ...(plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [plan['Relation Name']] : []),
    ...(plan.Plans ?? []).flatMap(scansOf),
  ];
}
