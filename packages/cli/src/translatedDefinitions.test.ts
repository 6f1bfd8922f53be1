import fs from 'node:fs';
import path from 'node:path';
import { folderWith, root, runTutti } from './__testUtils__/runTutti';

jest.setTimeout(120_000);

const types = path.join(root, 'plugins/orchestrator-backend/manifests/resource-types');
const fixtures = path.join(root, 'packages/planner/fixtures');
const folder = folderWith({
  'drivers.json': JSON.stringify([
    ...readJson(path.join(root, 'packages/cli/src/drivers/shippedDrivers.json')),
    ...readJson(path.join(fixtures, 'drivers.json')),
  ]),
});
const platform = path.join(folder, 'platform');
const FILE = path.join(platform, 'provisioners.yaml');
const good = fs.readFileSync(path.join(fixtures, 'translated/provisioners.yaml'), 'utf8');

beforeEach(() => {
  fs.rmSync(platform, { recursive: true, force: true });
  fs.cpSync(path.join(fixtures, 'translated'), platform, { recursive: true });
});

const run = (verb: 'lint' | 'test') =>
  runTutti(['definition', verb, types, platform, '--drivers', path.join(folder, 'drivers.json')], {
    cwd: folder,
  });

test('definitions that others wrote pass lint and their own tests', async () => {
  expect(await run('lint')).toMatchObject({ code: 0, stdout: '' });
  expect(await run('test')).toMatchObject({ code: 0 });
});

test.each([
  [
    'an alias that is not declared',
    '${resources.store.host}',
    '${resources.stor.host}',
    'Did you mean "store"?',
  ],
  [
    'a literal for a secret',
    "secrets: { password: '${resources.store.password}' }",
    'secrets: hunter2',
    'is a secret and must not be written',
  ],
  ['a tab', '  driver: static\n', '\tdriver: static\n', 'Indent with spaces.'],
])('%s is refused at its line', async (_what, from, to, says) => {
  const at = good.indexOf(from);
  const broken = good.replace(from, () => to);
  fs.writeFileSync(FILE, broken);
  const { code, stdout, stderr } = await run('lint');
  expect(at).toBeGreaterThan(0);
  expect(stderr).toMatch(/^\d+ manifests in 11 files, \d+ problems?\.\n$/);
  expect(code).toBe(1);
  expect(stdout).toContain(`provisioners.yaml:${good.slice(0, at).split('\n').length}:`);
  expect(stdout).toContain(says);
});

test.each([
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 1])],
  ['ten thousand documents', '---\nkind: ResourceType\n'.repeat(10_000)],
])('a file of %s is refused with a sentence and no stack', async (_what, content) => {
  fs.writeFileSync(FILE, content);
  const { code, stdout, stderr } = await run('lint');
  expect(code).toBe(1);
  expect(stdout).toMatch(/provisioners\.yaml(:\d+:\d+)? ?\S*: \S.*\./);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  expect(stdout.length).toBeLessThan(100_000);
});

function readJson(file: string): unknown[] {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
