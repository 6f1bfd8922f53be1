import { FakeServer, json } from '../../__testUtils__/FakeServer';
import { folderWith, runTutti } from '../../__testUtils__/runTutti';

jest.setTimeout(60_000);

const BASE = '/api/platform-orchestrator/v1';
const CHAT = {
  ...{ uid: 'w1', name: 'chat', environmentTypes: [], events: ['environment.changed'] },
  ...{ origin: 'https://hooks.example.com', status: 'enabled', ownerRef: 'user:default/pia' },
  ...{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
};
const DELIVERY = {
  ...{ uid: 'd1', event: 'ping', status: 'failed', attempts: 3, responseStatus: 500 },
  ...{ createdAt: '2026-01-01T00:00:00Z', error: 'The answer was 500.' },
};
const folder = folderWith({ url: 'https://hooks.example.com/token\n' });
let server: FakeServer;
beforeAll(async () => {
  server = await FakeServer.start();
});
afterAll(() => server.stop());

const run = (...args: string[]) =>
  runTutti(['webhook', ...args], {
    cwd: folder,
    env: { TUTTI_SERVER: server.address, TUTTI_TOKEN: 'a-token' },
  });

test('a webhook is made with a secret that is shown this one time', async () => {
  server.answer(json(CHAT, 201));
  const made = ['create', '--name', 'chat', '--url-file', 'url', '--event', 'environment.changed'];
  const { code, stdout } = await run(...made, '--output', 'json');
  expect({ code, calls: server.calls.map(each => `${each.method} ${each.url}`) }).toEqual({
    ...{ code: 0, calls: [`POST ${BASE}/webhooks`] },
  });
  const { secret, ...webhook } = JSON.parse(stdout);
  expect(webhook).toEqual(CHAT);
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
});

test('a webhook without an address is refused before a server is asked', async () => {
  server.answer(json(CHAT));
  const { code, stderr } = await run('create', '--name', 'chat', '--event', 'environment.changed');
  expect({ code, calls: server.calls }).toEqual({ code: 2, calls: [] });
  expect(stderr).toContain('--url-file');
});

test.each([
  [['test', 'w1'], `POST ${BASE}/webhooks/w1/ping`, DELIVERY, 'The answer was 500.'],
  [['redeliver', 'w1', 'd1'], `POST ${BASE}/webhooks/w1/deliveries/d1/redeliver`, DELIVERY, 'd1'],
  [
    ['deliveries', 'w1'],
    `GET ${BASE}/webhooks/w1/deliveries?limit=200`,
    { items: [DELIVERY] },
    'failed',
  ],
  [['disable', 'w1'], `PATCH ${BASE}/webhooks/w1`, CHAT, 'chat'],
  [['delete', 'w1'], `DELETE ${BASE}/webhooks/w1`, CHAT, 'chat'],
  [['list'], `GET ${BASE}/webhooks?limit=200`, { items: [CHAT] }, 'https://hooks.example.com'],
])('%p calls %s and shows what came of it', async (args, call, answer, shown) => {
  server.answer(json(answer));
  const { code, stdout } = await run(...args);
  expect(server.calls.map(each => `${each.method} ${each.url}`)).toEqual([call]);
  expect({ code, shows: stdout.includes(shown) }).toEqual({ code: 0, shows: true });
});
