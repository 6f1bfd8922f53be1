import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { readLog } from '../../database/deployments/readLog';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { seedDeployment, seedEnvironment } from '../../database/__testUtils__/seed';
import { DeploymentLog } from './DeploymentLog';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the log of a deployment in %p', id => {
  let knex: Knex;
  let deploymentUid: string;
  let log: DeploymentLog;

  beforeEach(async () => {
    knex = await databases.init(id);
    await prepareSchema(knex);
    const environmentUid = await seedEnvironment(knex);
    deploymentUid = await seedDeployment(knex, environmentUid);
    log = DeploymentLog.create({
      ...{ logger: mockServices.logger.mock(), environmentUid, deploymentUid },
      ...{ redactor: new SecretRedactor(), limit: 400_000 },
      transact: work => knex.transaction(work),
    });
  });

  afterEach(() => log.close());

  const read = (after = 0) => readLog(knex, { deploymentUid, after, limit: 100_000 });
  const size = (lines: { message: string }[]) =>
    lines.reduce((sum, { message }) => sum + message.length, 0);

  it('keeps its beginning and its end when a driver says too much', async () => {
    for (let number = 1; number <= 20_000; number++) {
      log.add({ level: 'info', message: `${number} `.padEnd(100, '.') });
      if (number % 500 === 0) {
        await log.flush();
      }
    }
    const lines = await read();
    expect(size(lines)).toBeLessThan(500_000);
    expect(lines[0].message).toMatch(/^1 /);
    expect(lines[lines.length - 1].message).toMatch(/^20000 /);
    expect(lines[lines.length - 1].cursor).toBe('20000');
    const marks = lines.filter(({ level }) => level === 'warn');
    expect(marks).toHaveLength(1);
    const [, from, to] =
      /^Lines (\d+) to (\d+) are left out: this log is longer than 400000 bytes\.$/.exec(
        marks[0].message,
      ) ?? [];
    const cursors = lines.map(({ cursor }) => Number(cursor));
    expect(cursors.filter(cursor => cursor >= Number(from) && cursor <= Number(to))).toEqual([
      Number(to),
    ]);
    expect(lines.length).toBe(20_000 - (Number(to) - Number(from)));
    // Whoever had read into the part that is left out is told so, and goes on behind it.
    const [next] = await read(Number(from) + 10);
    expect(next.message).toBe(marks[0].message);
  });

  it('writes a part of what comes faster than it can be written, and the end of it', async () => {
    for (let number = 1; number <= 50_000; number++) {
      log.add({ level: 'info', message: `${number} `.padEnd(100, '.') });
    }
    await log.flush();
    const lines = await read();
    expect(size(lines)).toBeLessThan(300_000);
    expect(lines[lines.length - 1].message).toMatch(/^50000 /);
    expect(lines.find(({ level }) => level === 'warn')?.message).toMatch(
      /^[\d,]+ lines are left out here: they came faster than a log is written\.$/,
    );
  });

  it('cuts a line that is too long, and says how much is missing', async () => {
    log.add({ level: 'info', message: 'x'.repeat(1_000_000) });
    await log.flush();
    const [{ message }] = await read();
    expect(message).toMatch(/^x{8000} … \(992,000 more characters\)$/);
  });
});
