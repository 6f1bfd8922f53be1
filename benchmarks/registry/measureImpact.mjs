import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';

/**
 * Has a process of its own make the report, on a PostgreSQL that is thrown away.
 *
 * @returns `report` with `milliseconds` from the question to the answer, `summary` and `changed` (how many environments
 * the change is about); `plans` with `milliseconds` and `count` of plans made by ordinary deployments; `nodes`
 */
export function measureImpact(toolchain, { environments, plans }) {
  const program = fileURLToPath(new URL('./impactOfFleet.mjs', import.meta.url));
  return new Promise((resolve, reject) => {
    let measured;
    const child = fork(program, [String(environments), String(plans)], {
      cwd: root,
      env: toolchain.env,
      execPath: toolchain.node,
      execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
    });
    child.on('message', message => {
      measured = message.nodes === undefined ? measured : message;
    });
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0 && measured) {
        resolve(measured);
      } else {
        reject(new Error(`The process that makes the report ended with code ${code}.`));
      }
    });
  });
}
