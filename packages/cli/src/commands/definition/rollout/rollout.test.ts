import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { runTutti } from '../../../__testUtils__/runTutti';

jest.setTimeout(60_000);

const BASE = '/api/platform-orchestrator/v1';
const ROLLOUT = {
  uid: 'r1',
  definition: 'postgres',
  version: 4,
  status: 'paused',
  waves: [['development'], ['staging', 'production']],
  wave: 2,
  concurrency: 5,
  startedBy: 'user:default/ana',
  createdAt: '2026-01-01T00:00:00Z',
  changed: { at: '2026-01-01T00:01:00Z', reason: 'Deployment 7 of shop/stage is failed.' },
  summary: { failed: 1, succeeded: 1 },
};
const ENVIRONMENTS = [
  {
    ...{ application: 'shop', environment: 'stage', environmentUid: 'e1', wave: 2 },
    ...{ environmentType: 'staging', status: 'failed', reason: 'No disk.' },
    deployment: { uid: 'd1', number: 7, status: 'failed' },
    ...{ nodes: ['postgres.default#web.db'], pinned: [] },
  },
];
const asked: { call: string; body: string }[] = [];
let answer: [number, unknown];
let server: http.Server;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      asked.push({ call: `${request.method} ${request.url?.replace(BASE, '')}`, body });
      const isEnvironments = request.url?.includes('/environments');
      const [status, content] = isEnvironments ? [200, { items: ENVIRONMENTS }] : answer;
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(content));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise(resolve => server.close(resolve)));
beforeEach(() => {
  asked.length = 0;
  answer = [200, ROLLOUT];
});

function run(...args: string[]) {
  const { port } = server.address() as AddressInfo;
  const env = { TUTTI_SERVER: `http://127.0.0.1:${port}`, TUTTI_TOKEN: 'a-token' };
  return runTutti(['definition', 'rollout', ...args], { env });
}

test('a rollout is started with its waves in order', async () => {
  const { code, stdout } = await run(
    ...['start', 'postgres@4', '--wave', 'development', '--wave', 'staging, production'],
    ...['--concurrency', '2', '--confirm-impact', 'i1', '--reason', 'Backups', '-o', 'json'],
  );
  expect({ code, stdout: JSON.parse(stdout) }).toEqual({ code: 0, stdout: ROLLOUT });
  expect(asked[0].call).toBe('POST /definitions/postgres/rollouts');
  expect(JSON.parse(asked[0].body)).toEqual({
    version: 4,
    waves: [['development'], ['staging', 'production']],
    concurrency: 2,
    confirmImpact: 'i1',
    reason: 'Backups',
  });
});

test('what would take something away is refused with the report to confirm', async () => {
  const message = 'The change would take something away. Look at the impact report i1.';
  answer = [409, { error: { name: 'ConflictError', message }, response: { statusCode: 409 } }];
  const { code, stdout, stderr } = await run('start', 'postgres@4');
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(message);
});

test('how far a rollout is, and why it is paused, is shown environment by environment', async () => {
  const { stdout } = await run('get', 'r1');
  expect(asked.map(each => each.call)).toEqual([
    ...['GET /rollouts/r1', 'GET /rollouts/r1/environments?limit=200'],
  ]);
  expect(stdout).toMatch(/r1 +postgres +4 +paused +2 of 2 +1 failed, 1 succeeded/);
  expect(stdout).toContain('Deployment 7 of shop/stage is failed.');
  expect(stdout).toMatch(
    /2 +shop\/stage +staging +failed +7 failed +postgres\.default#web\.db +- +No disk\./,
  );
  const { stdout: yaml } = await run('get', 'r1', '--output', 'yaml');
  expect(parse(yaml)).toEqual({ ...ROLLOUT, environments: ENVIRONMENTS });
});

test.each([
  ['pause', ['--reason', 'Lunch'], { reason: 'Lunch' }],
  ['resume', ['--confirm-impact', 'i2'], { confirmImpact: 'i2' }],
  ['stop', [], {}],
])('%s is sent with what was said about it', async (verb, options, body) => {
  expect((await run(verb, 'r1', ...options)).code).toBe(0);
  expect(asked).toMatchObject([{ call: `POST /rollouts/r1/${verb}` }]);
  expect(JSON.parse(asked[0].body)).toEqual(body);
});

test('rollouts of a definition are listed page by page', async () => {
  answer = [200, { items: [ROLLOUT] }];
  const { stdout } = await run('list', 'postgres');
  expect(asked[0].call).toBe('GET /definitions/postgres/rollouts?limit=200');
  expect(stdout.split('\n')[1]).toContain('r1');
});

test.each([
  ['a version without a number', ['start', 'postgres']],
  ['an empty environment type', ['start', 'postgres@4', '--wave', 'staging,']],
  ['nobody at a time', ['start', 'postgres@4', '--concurrency', '0']],
])('%s ends with 2 and asks no server', async (_, args) => {
  expect((await run(...args)).code).toBe(2);
  expect(asked).toEqual([]);
});
