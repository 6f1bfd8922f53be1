import { startTestPostgres, type TestPostgres } from './startTestPostgres';

describe('startTestPostgres', () => {
  const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
  const given = process.env[variable];
  let postgres: TestPostgres;

  beforeAll(async () => {
    delete process.env[variable];
    postgres = await startTestPostgres();
  }, 60_000);

  afterAll(async () => {
    await postgres.stop();
    if (given) {
      process.env[variable] = given;
    }
  }, 60_000);

  it('gives a server on which a test can make databases', async () => {
    await postgres.query('CREATE DATABASE made_by_a_test');
    const rows = await postgres.query('SELECT current_database() AS name', [], {
      database: 'made_by_a_test',
    });
    expect(rows).toEqual([{ name: 'made_by_a_test' }]);
  });

  it('takes the server that the environment names, and leaves it running', async () => {
    process.env[variable] = postgres.connectionString;
    const shared = await startTestPostgres();
    delete process.env[variable];
    expect(shared.port).toBe(postgres.port);
    await shared.stop();
    await expect(shared.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });
});
