import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, runTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

/** In which `tutti` is on the path. */
const environment = {
  HOME: process.env.HOME,
  PATH: [
    path.join(root, 'packages/cli/bin'),
    path.dirname(process.execPath),
    process.env.PATH,
  ].join(':'),
};

async function completions(...words: string[]): Promise<string[]> {
  const { stdout } = await runTutti(['__complete', '--', ...words]);
  return stdout.split('\n').filter(Boolean);
}

describe('completion', () => {
  test('offers commands, and none that is hidden', async () => {
    const offered = await completions('');
    expect(offered).toContain('score');
    expect(offered.some(word => word.startsWith('__'))).toBe(false);
    expect(await completions('score', 'v')).toEqual(['validate']);
  });

  test('offers options, and the values of one that has a choice of them', async () => {
    expect(await completions('plan', '--man')).toEqual(['--manifests']);
    expect(await completions('score', 'validate', '--output', '')).toEqual([
      'json',
      'table',
      'yaml',
    ]);
  });

  test('leaves files to the shell', async () => {
    expect(await completions('score', 'validate', '')).toEqual([]);
  });

  test('works in bash', async () => {
    const { code, stdout } = await runTutti(['completion', 'bash']);
    expect(code).toBe(0);
    const line = `${stdout}\nCOMP_WORDS=(tutti definition l); COMP_CWORD=2; _tutti; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const bash = spawnSync('bash', ['-c', line], { env: environment, encoding: 'utf8' });
    expect(bash.stdout.split('\n').filter(Boolean)).toEqual(['lint', 'list']);
  });

  if (spawnSync('fish', ['--version']).status === 0) {
    test('works in fish, where an empty word is easily lost', async () => {
      const { stdout } = await runTutti(['completion', 'fish']);
      const line = `${stdout}\ncomplete -C "tutti score validate --output "`;
      const fish = spawnSync('fish', ['-c', line], { env: environment, encoding: 'utf8' });
      expect(fish.stdout.split('\n').filter(Boolean)).toEqual(['json', 'table', 'yaml']);
    });
  } else {
    test.todo('works in fish, which is not installed here');
  }

  test('refuses a shell that it does not know', async () => {
    const { code, stderr } = await runTutti(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
