import { FakeServer, json } from '../__testUtils__/FakeServer';
import { folderWith, runTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

const PENDING = { uid: 'i1', status: 'pending', change: {}, requestedBy: 'user:default/ana' };
const REFUSAL = json(
  {
    error: {
      name: 'ConflictError',
      message: 'The change touches 500 environments: the impact report i1 is being made.',
      report: PENDING,
    },
    response: { statusCode: 409 },
  },
  409,
);
const SAVED = json({ name: 'pg', version: 2, status: 'default' });
const folder = folderWith({
  'pg.yaml': [
    'apiVersion: tutti.dev/v1alpha1',
    'kind: ResourceDefinition',
    'metadata: { name: pg }',
    'spec: { type: postgres, driver: static, criteria: [{}] }',
  ].join('\n'),
});
let server: FakeServer;
beforeAll(async () => {
  server = await FakeServer.start();
});
afterAll(() => server.stop());

const save = () =>
  runTutti(['definition', 'save', 'pg.yaml'], {
    cwd: folder,
    env: { TUTTI_SERVER: server.address, TUTTI_TOKEN: 'a-token' },
  });
const done = (summary: object, environments: object[] = []) =>
  json({ ...PENDING, status: 'done', summary, environments });

test('a change to a large fleet waits for its report, and is made when that takes nothing away', async () => {
  const summary = { affected: 500, notEvaluated: 0, destructive: 0 };
  server.answer(REFUSAL, json({ ...PENDING, status: 'running' }), done(summary), SAVED);
  const { code, stdout, stderr } = await save();
  expect(stderr).toContain('The change touches 500 environments');
  expect(stderr).toContain('It takes nothing away: 500 environments would change');
  expect({ code, calls: server.calls.map(each => each.method) }).toEqual({
    ...{ code: 0, calls: ['PUT', 'GET', 'GET', 'PUT'] },
  });
  expect(stdout).toContain('pg');
});

test('one that takes something away is not made, and says what goes and how to confirm it', async () => {
  const node = { node: 'postgres.default#web.db', destructive: true, reason: 'host is identity.' };
  const place = { application: 'shop', environment: 'live', nodes: [node] };
  server.answer(REFUSAL, done({ affected: 1, notEvaluated: 0, destructive: 1 }, [place]));
  const { code, stderr } = await save();
  expect({ code, calls: server.calls.map(each => each.method) }).toEqual({
    ...{ code: 3, calls: ['PUT', 'GET'] },
  });
  expect(stderr).toContain('shop/live postgres.default#web.db: host is identity.');
  expect(stderr).toContain('--confirm-impact i1');
});

test('a report that cannot be made ends it', async () => {
  server.answer(REFUSAL, json({ ...PENDING, status: 'failed', error: 'There is no "pg".' }));
  const { code, stderr } = await save();
  expect(code).toBe(3);
  expect(stderr).toContain('There is no "pg".');
});
