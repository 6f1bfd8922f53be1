import { spawn } from 'node:child_process';
import { root } from '../lib/project.mjs';

/** Runs the tests of `scripts/` with Node's own test runner. */
export function runScriptTests(toolchain) {
  const args = ['--test', '--test-reporter=spec', 'scripts/**/*.test.mjs'];
  return new Promise((resolve, reject) => {
    const child = spawn(toolchain.node, args, {
      cwd: root,
      env: toolchain.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.once('error', reject);
    child.once('close', code => {
      process.stdout.write(output);
      const count = name => Number(output.match(new RegExp(`^\\W*${name} (\\d+)$`, 'm'))?.[1] ?? 0);
      const failed = Math.max(count('fail'), code === 0 ? 0 : 1);
      resolve({ passed: count('pass'), failed, skipped: count('skipped') });
    });
  });
}
