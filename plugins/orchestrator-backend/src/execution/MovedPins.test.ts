import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { DatabasePins } from '../registry/pins/DatabasePins';
import { ANA, findEnvironment, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OLD = 'cache.default#web.cache';
const NEW = 'cache.default#web.sessions';
const BEFORE = { web: 'resources: { cache: { type: cache } }' };
const AFTER = {
  web: 'resources: { sessions: { type: cache, metadata: { annotations: { tutti.dev/moved-from: cache } } } }',
};

describe.each(databases.eachSupportedId())('pins of nodes that are renamed, on %p', id => {
  let database: Knex;
  let engine: TestEngine;
  let environment: string;
  let definition: string;
  let pins: DatabasePins;
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success: async () => {}, fail: async () => {} })),
  });

  beforeEach(async () => {
    database = await databases.init(id);
    engine = await TestEngine.create({ database, world: new TestWorld(), auditor });
    environment = await engine.addEnvironment();
    definition = uuid();
    await database('definitions').insert({
      ...{ uid: definition, name: 'cache', source: 'test', file: 'test.yaml' },
    });
    await database('definition_versions').insert({
      ...{ definition_uid: definition, version: 1, status: 'default', spec: '{}', hash: '1' },
    });
    pins = DatabasePins.create({
      database,
      environments: { find: () => findEnvironment(database, environment) } as never,
    });
    auditor.createEvent.mockClear();
    await engine.execution.start();
    await engine.deploy(environment, BEFORE);
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  async function pin(node: string, scope: 'environment' | 'application'): Promise<string> {
    const { applicationUid } = await findEnvironment(database, environment);
    const uid = uuid();
    await database('pins').insert({
      ...{ uid, node, definition_uid: definition, version: 1, created_by: ANA.ref },
      application_uid: applicationUid,
      environment_uid: scope === 'environment' ? environment : null,
    });
    return uid;
  }

  const listed = async () => (await pins.list({})).items;

  it('follow them, and the log and the audit trail say so', async () => {
    const uid = await pin(OLD, 'environment');
    expect(await listed()).toMatchObject([{ node: OLD, nodeState: 'current' }]);
    const { status, uid: deployment } = await engine.deploy(environment, AFTER);
    expect(status).toBe('succeeded');
    expect(await listed()).toMatchObject([
      { uid, node: NEW, nodeState: 'current', movedFrom: OLD, version: 1, createdBy: ANA.ref },
    ]);
    const log = await database('deployment_log').where({ deployment_uid: deployment, node: NEW });
    expect(log.map(line => line.message)).toContain(
      `The pin to definition cache, version 1, came along from ${OLD}.`,
    );
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'pin-mutate',
        meta: expect.objectContaining({
          ...{ actionType: 'move-pin', uid, from: OLD, to: NEW, deployment, requestedBy: ANA.ref },
        }),
      }),
    );
  });

  it('stay for the other environments when they are of the whole application', async () => {
    const uid = await pin(OLD, 'application');
    await engine.deploy(environment, AFTER);
    expect(await listed()).toMatchObject([
      { uid, node: OLD, nodeState: 'missing' },
      { node: NEW, environment: 'dev', nodeState: 'current', movedFrom: OLD },
    ]);
  });

  it('give way to one that was set for the new name', async () => {
    await pin(OLD, 'environment');
    const uid = await pin(NEW, 'environment');
    await engine.deploy(environment, AFTER);
    const items = await listed();
    expect(items.map(each => each.uid)).toEqual([uid]);
    expect(items[0]).not.toHaveProperty('movedFrom');
  });

  it('stay where they are while the plan is only looked at', async () => {
    await pin(OLD, 'environment');
    await engine.deploy(environment, AFTER, { planOnly: true });
    expect(await listed()).toMatchObject([{ node: OLD }]);
  });

  it('show that their node is gone, whatever was left behind', async () => {
    await pin(OLD, 'environment');
    await engine.deploy(environment, { web: '' });
    expect(await listed()).toMatchObject([{ node: OLD, nodeState: 'missing' }]);
    await engine.deploy(environment, BEFORE);
    await database('ledger').where({ node: OLD }).update({ role: 'orphan' });
    expect(await listed()).toMatchObject([{ node: OLD, nodeState: 'left-behind' }]);
  });
});
