import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { folderWith, PROGRAM_OF_A_CLONE, root, runTutti } from './__testUtils__/runTutti';

jest.setTimeout(120_000);

const score =
  'apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { main: { image: a } }\n';
/** Outside of the repository, as somebody's own project. */
const project = folderWith({ 'score.yaml': score, 'wrong.yaml': score.replace('image', 'imag') });
const installed = path.join(project, 'node_modules/@tutti/cli');
let program: string;

/** What `npm install` does with a package file, but for the download of what it needs: that is linked. */
beforeAll(() => {
  const built = path.join(project, 'built');
  execFileSync(process.execPath, [path.join(root, 'packages/cli/scripts/build.mjs'), built]);
  const packed = execFileSync('npm', ['pack', '--silent', built], {
    cwd: project,
    encoding: 'utf8',
  });
  fs.mkdirSync(installed, { recursive: true });
  const unpack = ['-xzf', path.join(project, packed.trim()), '--strip-components=1'];
  execFileSync('tar', [...unpack, '-C', installed]);
  const { bin, dependencies } = manifest();
  for (const name of Object.keys(dependencies)) {
    const link = path.join(project, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(root, 'node_modules', name), link);
  }
  program = path.join(installed, bin.tutti);
});

function manifest() {
  return JSON.parse(fs.readFileSync(path.join(installed, 'package.json'), 'utf8'));
}

function run(args: string[]) {
  // The first line of the program looks for Node on the path.
  const PATH = `${path.dirname(process.execPath)}:${process.env.PATH}`;
  return spawnSync(program, args, { cwd: project, encoding: 'utf8', env: { PATH } });
}

test('the packed program runs by itself, with nothing but what it declares', () => {
  expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${manifest().version}\n` });
  expect(run(['score', 'validate', 'score.yaml'])).toMatchObject({ status: 0 });
  expect(run(['score', 'validate', 'wrong.yaml'])).toMatchObject({ status: 1 });
  const platform = path.join(root, 'examples/platform');
  const plan = run(['plan', '--local', 'score.yaml', '--manifests', platform, '-o', 'json']);
  expect(JSON.parse(plan.stdout).nodes.length).toBeGreaterThan(1);
});

test('the packed program needs nothing of ours, and no script runs when it is installed', () => {
  const { dependencies, scripts } = manifest();
  expect(Object.keys(dependencies).filter(name => name.startsWith('@tutti/'))).toEqual([]);
  expect(Object.values(dependencies)).not.toContain(undefined);
  expect(scripts).toBeUndefined();
});

test('the packed program says that a server does not answer', () => {
  const { status, stdout, stderr } = run(['application', 'list', '--server', 'http://127.0.0.1:9']);
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain('cannot be reached');
});

test('the program of a clone says the same, from its sources', async () => {
  const options = { cwd: project, program: PROGRAM_OF_A_CLONE };
  expect(await runTutti(['--version'], options)).toMatchObject({
    code: 0,
    stdout: `${manifest().version}\n`,
  });
  const { status, stdout, stderr } = run(['score', 'validate', 'wrong.yaml']);
  expect(await runTutti(['score', 'validate', 'wrong.yaml'], options)).toEqual({
    code: status,
    stdout,
    stderr,
  });
});
