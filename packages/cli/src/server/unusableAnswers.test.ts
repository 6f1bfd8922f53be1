import { FakeServer, halfAnswer, hangUp, json, page, refusal } from '../__testUtils__/FakeServer';
import type { Handler } from '../__testUtils__/FakeServer';
import { folderWith, runTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

let server: FakeServer;
beforeAll(async () => {
  server = await FakeServer.start();
});
afterAll(() => server.stop());

const empty = json({ items: [] });
const deployment = {
  uid: 'd1',
  application: 'shop',
  environment: 'dev',
  number: 7,
  kind: 'deploy',
  status: 'succeeded',
  planOnly: false,
  workloads: ['web'],
  removed: [],
  requestedBy: 'user:default/ana',
  createdAt: '2026-01-01T00:00:00Z',
};

function run(...args: string[]) {
  return runTutti(args, { env: { TUTTI_SERVER: server.address, TUTTI_TOKEN: 'a-token' } });
}

const cases: [string, Handler, string][] = [
  [
    'a page of a proxy in place of the answer',
    page(200, '<html><head><title>Sign in</title></head></html>'),
    'answers 200 with a page "Sign in" that is no JSON',
  ],
  ['an error page', page(404, '<h1>Not Found</h1>'), 'answers 404 with something that is no JSON'],
  [
    'what calls itself JSON and is none',
    (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{'),
    'that is no JSON',
  ],
  [
    'a redirect, which could take the token elsewhere',
    page(302, '', { Location: 'https://login.example.com/?from=tutti' }),
    'redirects to https://login.example.com/',
  ],
  ['a gateway without Backstage behind it', page(502, 'Bad gateway'), 'answers 502'],
  ['a server that hangs up', hangUp, 'hung up in the middle of an answer'],
  ['a server that hangs up half-way', halfAnswer, 'hung up in the middle of an answer'],
  ['a refusal', refusal(403, 'NotAllowedError', 'ana may not do this.'), 'ana may not do this.'],
  ['a conflict', refusal(409, 'ConflictError', 'It is busy.'), 'It is busy.'],
  [
    'an answer that would steer the terminal',
    refusal(404, 'NotFoundError', 'No \u001b[2J.'),
    'No \\u001b[2J.',
  ],
];

test.each(cases)('%s ends with 3 and one sentence', async (_, handler, sentence) => {
  server.answer(handler);
  const { code, stdout, stderr } = await run('application', 'list');
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain('a-token');
  expect(stderr).not.toContain('tutti made a mistake');
});

test('a redirect is not followed, so nobody else gets the token', async () => {
  const other = await FakeServer.start();
  try {
    other.answer(empty);
    server.answer(page(307, '', { Location: other.address }));
    expect((await run('application', 'list')).code).toBe(3);
    expect(other.calls).toEqual([]);
  } finally {
    await other.stop();
  }
});

test('a question to a server that hangs up is asked again', async () => {
  server.answer(hangUp, empty);
  const { code, stderr } = await run('application', 'list');
  expect(code).toBe(0);
  expect(stderr).toContain('Trying again.');
});

test('a submission to a server that hangs up is repeated under one idempotency key', async () => {
  const folder = folderWith({
    'score.yaml':
      'apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { main: { image: web:1 } }\n',
  });
  server.answer(halfAnswer, json(deployment, 201));
  const { code } = await run(
    ...['deployment', 'submit', `${folder}/score.yaml`],
    ...['--application', 'shop', '--environment', 'dev'],
  );
  expect(code).toBe(0);
  expect(server.calls.map(call => call.method)).toEqual(['POST', 'POST']);
  const [first, second] = server.calls.map(call => call.key);
  expect(first).toMatch(/./);
  expect(second).toBe(first);
});

test('what changes something and has no key is not repeated', async () => {
  server.answer(hangUp, json(deployment));
  expect((await run('deployment', 'cancel', 'd1')).code).toBe(3);
  expect(server.calls).toHaveLength(1);
});

test('a deployment is followed over a restart of the server', async () => {
  const line = (cursor: string, message: string) => ({
    items: [{ cursor, at: '', level: 'info', message }],
    after: cursor,
  });
  server.answer(
    json({ ...line('1', 'Before.'), complete: false }),
    json({ ...deployment, status: 'applying' }),
    hangUp,
    page(503, 'Away'),
    json({ ...line('2', 'After.'), complete: true }),
    json(deployment),
  );
  const { code, stderr } = await run('deployment', 'wait', 'd1');
  expect(code).toBe(0);
  expect(stderr).toMatch(/Before[^]*Trying again[^]*After/);
});

test('an impact report that takes its time is waited for, and one that fails ends with 3', async () => {
  const report = { uid: 'r1', change: {}, requestedBy: 'ana', createdAt: '' };
  server.answer(
    json({ ...report, status: 'pending' }, 201),
    json({ ...report, status: 'running' }),
    json({ ...report, status: 'failed', error: 'The database is away.' }),
  );
  const { code, stderr } = await run('definition', 'impact', '--remove', 'postgres');
  expect(code).toBe(3);
  expect(stderr).toContain('The database is away.');
});

test.each([
  [{ destructive: 1, notEvaluated: 0 }, [], 1],
  [{ destructive: 0, notEvaluated: 1 }, [], 1],
  [{ destructive: 0, notEvaluated: 1 }, ['--allow-not-evaluated'], 0],
  [{ destructive: 1, notEvaluated: 1 }, ['--allow-not-evaluated'], 1],
  [{ destructive: 0, notEvaluated: 0 }, [], 0],
])('an impact of %j with %j ends with %i', async (summary, options, expected) => {
  const report = { uid: 'r1', status: 'done', change: {}, requestedBy: 'ana', createdAt: '' };
  const counts = { affected: 1, unaffected: 0, replaced: 0, destroyed: 0, blocked: 0, ...summary };
  server.answer(json({ ...report, summary: counts, environments: [] }, 201));
  const { code } = await run('definition', 'impact', '--remove', 'postgres', ...options);
  expect(code).toBe(expected);
});

test('a fault of the network is told in words that say where', async () => {
  const { code, stderr } = await run('application', 'list', '--server', 'http://tutti.invalid');
  expect(code).toBe(3);
  expect(stderr).toContain('cannot be reached at http://tutti.invalid');
  const secure = server.address.replace('http:', 'https:');
  expect((await run('application', 'list', '--server', secure)).stderr).toContain('https');
});
