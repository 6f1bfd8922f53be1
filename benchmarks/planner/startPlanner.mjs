import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';

/**
 * Starts a process that plans.
 *
 * @returns `ask(task, options)`, which resolves with what `plannerProcess.mjs` says of it, and `stop()`
 */
export function startPlanner(toolchain) {
  const program = fileURLToPath(new URL('./plannerProcess.mjs', import.meta.url));
  let settle;
  const child = fork(program, [], {
    cwd: root,
    env: toolchain.env,
    execPath: toolchain.node,
    execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
  });
  child.on('message', ({ answer }) => answer !== undefined && settle.resolve(answer));
  child.once('error', error => settle?.reject(error));
  child.once('close', code =>
    settle?.reject(new Error(`The process that plans ended with code ${code}.`)),
  );
  return {
    ask: (task, options) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        child.send({ task, ...options });
      }),
    stop: () => child.disconnect(),
  };
}
