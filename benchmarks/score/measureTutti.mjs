import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';

/**
 * Renders the workloads in a process of its own.
 *
 * @returns `rounds` with `milliseconds`, `kinds` (how many objects of each), `bytes` of YAML and `heap` in bytes after
 * the garbage was collected; `peak`, the most memory that the process has had, in bytes
 */
export function measureTutti(toolchain, { count, rounds }) {
  const program = fileURLToPath(new URL('./renderRounds.mjs', import.meta.url));
  const measured = { rounds: [], peak: undefined };
  return new Promise((resolve, reject) => {
    const child = fork(program, [String(count), String(rounds)], {
      cwd: root,
      env: toolchain.env,
      execPath: toolchain.node,
      execArgv: ['--expose-gc', '--require', '@backstage/cli/config/nodeTransform.cjs'],
    });
    child.on('message', message => {
      if (message.milliseconds !== undefined) {
        measured.rounds.push(message);
      } else if (message.peak !== undefined) {
        measured.peak = message.peak;
      }
    });
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0 && measured.peak !== undefined) {
        resolve(measured);
      } else {
        reject(new Error(`The process that renders the workloads ended with code ${code}.`));
      }
    });
  });
}
