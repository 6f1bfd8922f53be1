import { fork } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { bold, dim } from '../../scripts/lib/progress.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { PAGES } from './pages.mjs';

const SAMPLES = 100;
/** Promised on a quiet machine: 95 of 100 in less. Milliseconds. */
const LIMIT = 100;

/**
 * Asks the API over HTTP for what the pages ask for, over a fleet with a long history: a tenth as many environments as
 * deployments, with 50 resources in each.
 *
 * @param options.history - deployments of the fleet
 * @returns true; times are printed and not judged, and an answer that is no success is an error
 */
export async function benchmarkPages(toolchain, { history }) {
  const environments = Math.max(500, history / 10);
  console.log(
    `\n${bold(`Pages over ${history} deployments in ${environments} environments of 50 resources`)}` +
      dim(` (${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(0)})\n`),
  );
  const size = { environments, deployments: history, resources: 50, lines: 100 };
  for (const { name, paths, times, bytes } of await measureInProcess(toolchain, size)) {
    const sorted = [...times].sort((left, right) => left - right);
    const at = part => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    const kilobytes = `${(bytes / 1024).toFixed(0)} kB in ${paths.length} answers`;
    console.log(
      `  ${name.padEnd(40)} p50 ${at(0.5).toFixed(0).padStart(4)} ms   p95 ${at(0.95).toFixed(0).padStart(4)} ms   ` +
        dim(`${kilobytes}; promised: p95 < ${LIMIT} ms`),
    );
  }
  return true;
}

function measureInProcess(toolchain, size) {
  const child = fork(fileURLToPath(new URL('./pagesProcess.mjs', import.meta.url)), [], {
    cwd: root,
    env: { ...toolchain.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
    execPath: toolchain.node,
    execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', ({ answer, failure }) => {
      if (answer !== undefined) {
        resolve(answer);
      } else if (failure !== undefined) {
        reject(new Error(failure));
      }
    });
    child.once('close', code => reject(new Error(`The process ended with code ${code}.`)));
    child.send({ size, pages: PAGES, samples: SAMPLES });
  });
}
