import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';

/**
 * Starts a process for one replica; see `replicaProcess.mjs` for what it can be asked.
 *
 * @returns `ask(task, options)`, one at a time, and `end()`
 */
export function forkReplica(toolchain, execArgv = []) {
  const program = fileURLToPath(new URL('./replicaProcess.mjs', import.meta.url));
  let settle;
  const child = fork(program, [], {
    cwd: root,
    env: { ...toolchain.env, NODE_ENV: 'production' },
    execPath: toolchain.node,
    execArgv: ['--expose-gc', ...execArgv, '--require', '@backstage/cli/config/nodeTransform.cjs'],
  });
  child.on('message', ({ answer, failure }) => {
    if (failure !== undefined) {
      settle?.reject(new Error(failure));
    } else if (answer !== undefined) {
      settle?.resolve(answer);
    }
  });
  child.once('error', error => settle?.reject(error));
  child.once('close', code =>
    settle?.reject(new Error(`The process of a replica ended with code ${code}.`)),
  );
  return {
    ask: (task, options) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        child.send({ task, ...options });
      }),
    end: () =>
      new Promise(resolve => {
        settle = undefined;
        const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        child.send({ task: 'exit' });
      }),
  };
}
