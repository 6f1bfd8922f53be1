import { TestDatabases } from '@backstage/backend-test-utils';
import { v7 as uuid } from 'uuid';
import { TestEngine } from '../__testUtils__/TestEngine';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('plans on %p', id => {
  it('bind a node as its pin says, whatever would match', async () => {
    const database = await databases.init(id);
    const engine = await TestEngine.create({ database, world: new TestWorld() });
    const environment = await engine.addEnvironment();
    const definition = uuid();
    await database('definitions').insert({
      ...{ uid: definition, name: 'cache', source: 'test', file: 'test.yaml' },
    });
    await database('definition_versions').insert({
      ...{ definition_uid: definition, version: 7, status: 'deprecated', spec: '{}', hash: '7' },
    });
    const { application_uid: application } = await database('environments').first();
    await database('pins').insert({
      ...{ uid: uuid(), application_uid: application, environment_uid: environment },
      ...{ node: 'cache.default#web.cache', definition_uid: definition, version: 7 },
      created_by: 'user:default/ana',
    });
    await engine.execution.start();
    const cached = { web: 'resources: { cache: { type: cache } }' };
    const deployment = await engine.deploy(environment, cached, { planOnly: true });
    await engine.execution.stop();
    // Version 7 is not in the registry of this test, which is what the plan then says.
    expect(deployment.error).toContain('is pinned to definition cache, version 7');
  });
});
