import { once } from 'node:events';
import { FakeServer, json } from '../__testUtils__/FakeServer';
import type { Handler } from '../__testUtils__/FakeServer';
import { folderWith, startTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

const folder = folderWith({
  'score.yaml':
    'apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { main: { image: web:1 } }\n',
});
const deployment = {
  uid: 'd1',
  application: 'shop',
  environment: 'dev',
  number: 1,
  kind: 'deploy',
  status: 'applying',
  planOnly: false,
  workloads: ['web'],
  removed: [],
  requestedBy: 'user:default/ana',
  createdAt: '',
};
const wait: Handler = () => {};
let server: FakeServer;
beforeAll(async () => {
  server = await FakeServer.start();
});
afterAll(() => server.stop());

function start(...args: string[]) {
  const child = startTutti(args, { cwd: folder, env: { TUTTI_SERVER: server.address } });
  const notes = { text: '' };
  child.stderr.on('data', chunk => (notes.text += chunk));
  return { child, notes };
}

/** Waits until so many calls have come. */
async function called(times: number): Promise<void> {
  while (server.calls.length < times) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

const submit = [
  ...['deployment', 'submit', 'score.yaml', '--application', 'shop', '--environment', 'dev'],
  '--wait',
];

test.each(['SIGINT', 'SIGTERM'] as const)(
  'ended by %s while it waits, it says that the deployment goes on and how to stop it',
  async signal => {
    server.answer(json(deployment, 201), wait);
    const { child, notes } = start(...submit);
    await called(2);
    child.kill(signal);
    const [code, by] = await once(child, 'close');
    expect({ code, by }).toEqual({ code: null, by: signal });
    expect(notes.text).toContain('The deployment goes on. To stop it: tutti deployment cancel d1');
  },
);

test('ended by Ctrl-C while it submits, it says that nobody knows', async () => {
  server.answer(wait);
  const { child, notes } = start(...submit);
  await called(1);
  child.kill('SIGINT');
  const [code, by] = await once(child, 'close');
  expect({ code, by }).toEqual({ code: null, by: 'SIGINT' });
  expect(notes.text).toContain('It is not known whether the server has taken the deployment');
});

test('waiting ends with 4 when the time is over', async () => {
  server.answer(
    json(deployment, 201),
    wait, // the log
    json(deployment),
  );
  const { child, notes } = start(...submit, '--timeout', '1', '--output', 'json');
  let result = '';
  child.stdout.on('data', chunk => (result += chunk));
  const [code] = await once(child, 'close');
  expect(code).toBe(4);
  expect(JSON.parse(result)).toMatchObject({ uid: 'd1', status: 'applying' });
  expect(notes.text).toContain('has not ended within 1 seconds');
});

test('a reader that has enough is no error', async () => {
  const name = 'x'.repeat(1_000);
  const items = Array.from({ length: 5_000 }, () => ({ name, labels: {}, createdAt: '' }));
  server.answer(json({ items }));
  const { child, notes } = start('application', 'list', '--output', 'json');
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect({ code, notes: notes.text }).toEqual({ code: 0, notes: '' });
});

test('a result goes on when nobody reads the notes', async () => {
  server.answer(
    json(deployment, 201),
    json({ items: [{ cursor: '1', at: '', level: 'info', message: 'Hi.' }], after: '1' }),
    json(deployment),
    json({ items: [], after: '1', complete: true }),
    json({ ...deployment, status: 'succeeded' }),
  );
  const { child } = start(...submit, '--output', 'json');
  child.stderr.destroy();
  let result = '';
  child.stdout.on('data', chunk => (result += chunk));
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(JSON.parse(result)).toMatchObject({ status: 'succeeded' });
});
