import { fileURLToPath } from 'node:url';
import { bold, dim } from '../../scripts/lib/progress.mjs';
import { forkReplica } from './forkReplica.mjs';

const SHAPE = fileURLToPath(new URL('./shape.mjs', import.meta.url));
const ROUNDS = 20;
/** The heap of the last quarter of the rounds may be so many times that of the second quarter. */
const MOST_GROWTH = 1.1;

/**
 * Has one process do many deployments of ten nodes with drivers that do nothing, one after the other in the same
 * environments, and looks what is left in memory after each twentieth of them.
 *
 * @param options.history - deployments in all
 * @returns false when the heap grows
 */
export async function benchmarkMemory(toolchain, { history }) {
  const environments = Math.ceil(history / ROUNDS);
  console.log(`\n${bold(`Memory of one process over ${environments * ROUNDS} deployments`)}\n`);
  const control = forkReplica(toolchain);
  const connection = await control.ask('serve');
  await control.ask('connect', { connection, module: SHAPE });
  const worker = forkReplica(toolchain);
  await worker.ask('connect', { connection, module: SHAPE });
  await worker.ask('start');
  const uids = await control.ask('environments', { count: environments, prefix: 'memory' });
  const heaps = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await control.ask('submit', { environments: uids, round });
    await control.ask('drained');
    const { heap, rss } = await worker.ask('memory');
    heaps.push(heap);
    const done = `after ${round * environments}`;
    console.log(
      `  ${done.padEnd(20)} heap ${heap.toFixed(1)} MB   ${dim(`RSS ${rss.toFixed(0)} MB`)}`,
    );
  }
  await worker.ask('stop');
  await worker.end();
  await control.end();
  const quarter = ROUNDS / 4;
  const second = mean(heaps.slice(quarter, 2 * quarter));
  const last = mean(heaps.slice(-quarter));
  const isFlat = last < second * MOST_GROWTH;
  const verdict = isFlat
    ? 'flat'
    : `WRONG: it may grow by ${Math.round((MOST_GROWTH - 1) * 100)} %`;
  console.log(
    `  second quarter ${second.toFixed(1)} MB, last quarter ${last.toFixed(1)} MB: ${verdict}`,
  );
  return isFlat;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
