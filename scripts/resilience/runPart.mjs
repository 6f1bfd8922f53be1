import { spawn } from 'node:child_process';
import { bold, dim } from '../lib/progress.mjs';
import { root } from '../lib/project.mjs';

/**
 * Runs one part of the rig in a process of its own, on the Node that Backstage needs.
 *
 * @returns how many scenarios and rules passed and failed, and the measures.
 */
export async function runPart(toolchain, part, options = {}) {
  const { minutes = 60, seed = 1, from = 'HEAD~1', boundary } = options;
  console.log(`\n${bold(`Resilience: ${part}`)}${part === 'chaos' ? dim(`, seed ${seed}`) : ''}\n`);
  const child = spawn(
    toolchain.node,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', 'scripts/resilience/rigProcess.mjs'],
    {
      cwd: root,
      env: { ...toolchain.env, NODE_ENV: 'test' },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    },
  );
  child.send({ part, minutes, seed, from, boundary });
  const result = await new Promise(resolve => {
    child.on('message', message => message.kind === 'result' && resolve(message.result));
    child.once('close', () => resolve({ passed: 0, failed: 1, measures: [] }));
  });
  for (const { what, milliseconds, limit } of result.measures) {
    const times = `${(milliseconds / 1000).toFixed(1)} s of ${(limit / 1000).toFixed(0)} s`;
    console.log(`  ${what.padEnd(58)} ${times.padStart(16)}`);
  }
  console.log(`\n  ${result.passed} passed, ${result.failed} failed`);
  return { ...result, skipped: 0 };
}
