import fs from 'node:fs';
import path from 'node:path';
import { FakeServer, json, refusal } from '../__testUtils__/FakeServer';
import { folderWith, runTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

const folder = folderWith({
  token: 'from-a-file\n',
  other: 'from-another-file',
  empty: '',
  two: 'a b',
});
const fileOf = (name: string) => path.join(folder, name);
const unauthorized = refusal(401, 'AuthenticationError', 'Missing credentials');
let server: FakeServer;
beforeAll(async () => {
  server = await FakeServer.start();
});
afterAll(() => server.stop());

function list(env: Record<string, string>, ...args: string[]) {
  return runTutti(['application', 'list', ...args], {
    env: { TUTTI_SERVER: server.address, ...env },
  });
}

test.each([
  ['the variable', { TUTTI_TOKEN: 'a-token' }, [], 'a-token'],
  ['the file of a variable', { TUTTI_TOKEN_FILE: fileOf('token') }, [], 'from-a-file'],
  [
    'the variable before the file of a variable',
    { TUTTI_TOKEN: 'a-token', TUTTI_TOKEN_FILE: fileOf('token') },
    [],
    'a-token',
  ],
  [
    'the file of the option before both',
    { TUTTI_TOKEN: 'a-token', TUTTI_TOKEN_FILE: fileOf('token') },
    ['--token-file', fileOf('other')],
    'from-another-file',
  ],
])('a token is read from %s', async (_, env, args, token) => {
  server.answer(json({ items: [] }));
  expect((await list(env as Record<string, string>, ...args)).code).toBe(0);
  expect(server.calls[0].authorization).toBe(`Bearer ${token}`);
});

test('a file is read again for each call, so that a renewed token is taken', async () => {
  const file = fileOf('renewed');
  fs.writeFileSync(file, 'first');
  server.answer(
    (request, response) => {
      fs.writeFileSync(file, 'second');
      json({ items: [], nextCursor: 'c' })(request, response);
    },
    json({ items: [] }),
  );
  expect((await list({ TUTTI_TOKEN_FILE: file })).code).toBe(0);
  expect(server.calls.map(call => call.authorization)).toEqual(['Bearer first', 'Bearer second']);
});

test.each([
  ['a file that is not there', 'absent', 'cannot be read'],
  ['an empty file', 'empty', 'must hold one token'],
  ['a file with more than a token', 'two', 'must hold one token'],
])('%s ends with 2, before anything is asked', async (_, name, sentence) => {
  server.answer(json({ items: [] }));
  const { code, stderr } = await list({ TUTTI_TOKEN_FILE: fileOf(name) });
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(server.calls).toEqual([]);
});

test('a token cannot be an argument, where others could read it', async () => {
  expect((await list({}, '--token', 'a-token')).code).toBe(2);
});

describe('when the server does not know who asks', () => {
  test('it is said how to give a token', async () => {
    server.answer(unauthorized);
    const { code, stderr } = await list({});
    expect(code).toBe(3);
    expect(stderr).toContain('No token was given');
    expect(stderr).toContain('TUTTI_TOKEN');
  });

  test('it is said that the token has ended, and when', async () => {
    const claims = Buffer.from(JSON.stringify({ exp: 1_700_000_000 })).toString('base64url');
    server.answer(unauthorized);
    const { stderr } = await list({ TUTTI_TOKEN: `e30.${claims}.signature` });
    expect(stderr).toContain('The token ended at 2023-11-14T22:13:20.000Z');
  });

  test('a token of something else is not shown', async () => {
    server.answer(unauthorized);
    const { stderr } = await list({ TUTTI_TOKEN: 'of-something-else' });
    expect(stderr).toContain('does not take this token');
    expect(stderr).not.toContain('of-something-else');
  });
});
