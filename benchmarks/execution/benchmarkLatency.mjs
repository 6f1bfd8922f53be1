import os from 'node:os';
import { forkReplica } from './forkReplica.mjs';

const SAMPLES = 100;
/** Waiting deployments of one application, in so many environments. */
const CROWD = { environments: 500, rounds: 2 };
const LIMITS = { idle: 100, crowded: 1_000 };

/**
 * Measures the time from a deployment's acceptance to the start of its first node, on one replica: while nothing else is
 * to be done, and while another application has 1,000 deployments waiting in 500 environments. Both are the database's
 * times. Ten-node deployments with drivers that do nothing.
 *
 * @returns whether every deployment had a first node; times are printed and not judged
 */
export async function benchmarkLatency(toolchain) {
  console.log(
    `\nAccepted → first node starts (${os.cpus().length} cores, PostgreSQL, one replica)`,
  );
  const submitter = forkReplica(toolchain);
  const connection = await submitter.ask('serve');
  const worker = forkReplica(toolchain);
  const module = new URL('./shape.mjs', import.meta.url).href;
  await submitter.ask('connect', { connection, module });
  await worker.ask('connect', { connection, module });
  await worker.ask('start');

  const warm = await submitter.ask('environments', { count: 20, prefix: 'warm' });
  await submitter.ask('latencies', { environments: warm, round: 0, pause: 0 });
  const alone = await submitter.ask('environments', { count: SAMPLES, prefix: 'alone' });
  const idle = await submitter.ask('latencies', { environments: alone, round: 0, pause: 100 });

  const crowd = await submitter.ask('fleet', { count: CROWD.environments, name: 'crowd' });
  for (let round = 0; round < CROWD.rounds; round += 1) {
    await submitter.ask('submit', { environments: crowd, round });
  }
  const others = await submitter.ask('environments', { count: SAMPLES / 2, prefix: 'others' });
  const crowded = await submitter.ask('latencies', { environments: others, round: 0, pause: 50 });

  report('idle', idle, LIMITS.idle);
  report('crowded', crowded, LIMITS.crowded);
  await worker.ask('stop');
  await worker.end();
  await submitter.end();
  return idle.length === SAMPLES && crowded.length === SAMPLES / 2;
}

function report(name, samples, limit) {
  const waits = samples.map(({ wait }) => wait).sort((left, right) => left - right);
  const waiting = samples.map(each => each.waiting);
  const at = part => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))];
  console.log(
    `  ${name}: p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, most ${at(1).toFixed(0)} ms ` +
      `(${waits.length} deployments, ${Math.max(...waiting)} to ${Math.min(...waiting)} others waiting; promised on ` +
      `a quiet machine: p95 < ${limit} ms)`,
  );
}
