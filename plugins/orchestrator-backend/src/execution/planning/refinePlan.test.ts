import { TestDatabases } from '@backstage/backend-test-utils';
import { TestEngine } from '../__testUtils__/TestEngine';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('plans that drivers have looked at on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({
      database: await databases.init(id),
      world,
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('stop before anything is made when two of their nodes would be one thing outside', async () => {
    world.externalId = () => 'pg/the-same';
    const clash = await engine.deploy(environment, {
      web: 'resources: { one: { type: cache }, two: { type: cache } }',
    });
    expect(clash).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(
        'pg/the-same would also be cache.default#web.one of this plan, so cache.default#web.two cannot take it.',
      ),
    });
    expect(world.applied()).toEqual([]);
  });
});
