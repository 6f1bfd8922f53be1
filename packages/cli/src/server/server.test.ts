import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { folderWith, runTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

/** What a server was asked, and what it answers by method and path. */
const asked: { method?: string; url?: string; token?: string; body: string }[] = [];
const deployment = {
  uid: 'd1',
  application: 'shop',
  environment: 'dev',
  number: 7,
  kind: 'deploy',
  status: 'pending',
  planOnly: false,
  workloads: ['web'],
  removed: [],
  requestedBy: 'user:default/ana',
  createdAt: '2026-01-01T00:00:00Z',
};
const base = '/api/platform-orchestrator/v1';
let answers: Record<string, [number, unknown]>;
let server: http.Server;
let address: string;
const folder = folderWith({
  'score.yaml':
    'apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { main: { image: . } }\n',
});

beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ method, url, token: headers.authorization, body });
      const [status, answer] = answers[`${method} ${url}`] ?? [
        404,
        {
          error: { name: 'NotFoundError', message: `There is no ${url}.` },
          response: { statusCode: 404 },
        },
      ];
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));
beforeEach(() => {
  asked.length = 0;
  answers = {};
});

function run(...args: string[]) {
  const env = { TUTTI_SERVER: address, TUTTI_TOKEN: 'a-token' };
  return runTutti(args, { cwd: folder, env });
}

const submit = [
  'deployment',
  'submit',
  'score.yaml',
  '--application',
  'shop',
  '--environment',
  'dev',
];

test('a deployment is submitted with its images, and followed to its end', async () => {
  answers = {
    [`POST ${base}/applications/shop/environments/dev/deployments`]: [202, deployment],
    [`GET ${base}/deployments/d1/log?wait=20`]: [
      200,
      {
        items: [{ cursor: '1', at: '', level: 'info', message: 'It runs.' }],
        after: '1',
        complete: true,
      },
    ],
    [`GET ${base}/deployments/d1`]: [200, { ...deployment, status: 'failed', error: 'No disk.' }],
  };
  const { code, stdout, stderr } = await run(
    ...submit,
    '--image',
    'main=web:1',
    '--wait',
    '-o',
    'json',
  );
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ uid: 'd1', status: 'failed' });
  expect(stderr).toContain('info It runs.');
  expect(stderr).toContain('No disk.');
  const [{ token, body }] = asked;
  expect(token).toBe('Bearer a-token');
  const [file] = JSON.parse(body).scoreFiles;
  expect(parse(file.content).containers.main.image).toBe('web:1');
});

test('files that a Score file names are sent with it, and none from elsewhere', async () => {
  const withFiles = (source: string) => `apiVersion: score.dev/v1b1
metadata: { name: web }
containers:
  main:
    image: web:1
    files:
      /etc/text: { source: sub/text.txt }
      /etc/other: { source: ${source}, noExpand: true }
`;
  const elsewhere = folderWith({ key: 'of somebody else' });
  const own = folderWith({
    'score.yaml': withFiles('bytes'),
    'sub/text.txt': 'Hello ${metadata.name}',
    bytes: Buffer.from([0xff, 0x00]),
    'greedy.yaml': withFiles(`${elsewhere}/key`),
    'missing.yaml': withFiles('absent'),
  });
  answers = { [`POST ${base}/applications/shop/environments/dev/deployments`]: [202, deployment] };
  const args = ['--application', 'shop', '--environment', 'dev', '--server', address];
  const submitted = await runTutti(['deployment', 'submit', `${own}/score.yaml`, ...args]);
  expect(submitted.code).toBe(0);
  const [file] = JSON.parse(asked[0].body).scoreFiles;
  expect(parse(file.content).containers.main.files).toEqual({
    '/etc/text': { content: 'Hello ${metadata.name}' },
    '/etc/other': { binaryContent: '/wA=', noExpand: true },
  });
  const greedy = await runTutti(['deployment', 'submit', `${own}/greedy.yaml`, ...args]);
  expect(greedy.code).toBe(2);
  expect(greedy.stderr).toContain('lies outside of');
  const missing = await runTutti(['deployment', 'submit', `${own}/missing.yaml`, ...args]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('absent cannot be read');
  expect(asked).toHaveLength(1);
});

test('a deployment that is only submitted is a success', async () => {
  answers = { [`POST ${base}/applications/shop/environments/dev/deployments`]: [202, deployment] };
  expect((await run(...submit)).code).toBe(0);
});

test('what the server refuses ends with 3, in its words and with its problems', async () => {
  const problem = {
    severity: 'error',
    code: 'x',
    message: 'It is wrong.',
    source: 'score.yaml',
    line: 3,
    column: 1,
    pointer: '/containers',
  };
  answers = {
    [`POST ${base}/applications/shop/environments/dev/deployments`]: [
      400,
      {
        error: { name: 'InputError', message: 'The files have errors.', problems: [problem] },
        response: { statusCode: 400 },
      },
    ],
  };
  const { code, stdout, stderr } = await run(...submit);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('The files have errors.');
  expect(stderr).toContain('score.yaml:3:1 /containers: It is wrong.');
});

test('a list is read page by page', async () => {
  const application = (name: string) => ({ uid: name, name, labels: {}, createdAt: '' });
  answers = {
    [`GET ${base}/applications?limit=200`]: [200, { items: [application('a')], nextCursor: 'c' }],
    [`GET ${base}/applications?limit=200&cursor=c`]: [200, { items: [application('b')] }],
  };
  const { code, stdout } = await run('application', 'list');
  expect(code).toBe(0);
  expect(stdout.split('\n').map(line => line.split(' ')[0])).toEqual(['NAME', 'a', 'b', '']);
});

test('a server that does not answer ends with 3', async () => {
  const { code, stderr } = await run('definition', 'list', '--server', 'http://127.0.0.1:1');
  expect(code).toBe(3);
  expect(stderr).toContain('The server cannot be reached');
});

test('a command without a server, or with none that is an address, ends with 2', async () => {
  const without = await runTutti(['application', 'list']);
  expect(without.code).toBe(2);
  expect(without.stderr).toContain('TUTTI_SERVER');
  expect((await run('application', 'list', '--server', 'backstage')).code).toBe(2);
});

test('a clone is shown with --plan-only, and made without it', async () => {
  const route = `POST ${base}/applications/shop/environments/dev/clones`;
  const plan = { hash: 'h', setHash: 's', fingerprint: 'f', nodes: [], problems: [] };
  answers = { [`${route}/plan`]: [200, plan], [route]: [201, { ...deployment, kind: 'clone' }] };
  const clone = [
    ...['environment', 'clone', 'pr-1', '--application', 'shop', '--from', 'dev'],
    ...['--type', 'preview', '--expires-in', '2h', '--output', 'json'],
  ];

  const planned = await run(...clone, '--plan-only');
  expect(planned.code).toBe(0);
  expect(JSON.parse(planned.stdout)).toEqual(plan);
  expect(asked).toHaveLength(1);
  const made = await run(...clone);
  expect(JSON.parse(made.stdout)).toMatchObject({ uid: 'd1', kind: 'clone' });
  expect(asked.map(({ url, body }) => [url?.split('/').at(-1), JSON.parse(body)])).toEqual([
    ['plan', { name: 'pr-1', type: 'preview', expiresIn: '2h' }],
    ['clones', { name: 'pr-1', type: 'preview', expiresIn: '2h' }],
  ]);
});

test('a preview is extended, and it is said until when', async () => {
  const environment = { name: 'pr-1', type: 'preview', status: 'active', workloads: [] };
  answers = {
    [`PATCH ${base}/applications/shop/environments/pr-1`]: [
      200,
      { ...environment, expiresAt: '2026-01-04T00:00:00Z' },
    ],
  };
  const { code, stderr } = await run(
    ...['environment', 'extend', 'pr-1', '--application', 'shop', '--expires-in', '72h'],
  );
  expect(code).toBe(0);
  expect(stderr).toContain('pr-1 deletes itself at 2026-01-04T00:00:00Z.');
  expect(asked.map(({ body }) => JSON.parse(body))).toEqual([{ expiresIn: '72h' }]);
});
