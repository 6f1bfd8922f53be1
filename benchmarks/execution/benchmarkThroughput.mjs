import { fileURLToPath } from 'node:url';
import { bold, dim } from '../../scripts/lib/progress.mjs';
import { findTerraform, prepareTerraform } from '../planner/measureTerraform.mjs';
import { forkReplica } from './forkReplica.mjs';

const SHAPE = fileURLToPath(new URL('./shape.mjs', import.meta.url));
/** Nodes that come with the resources that are asked for. */
const BESIDE = 5;

/**
 * Deploys ten nodes with drivers that do nothing to many environments, by one replica and by two, then one deployment of
 * many nodes, beside `terraform apply` of the same graph; prints rates, times and ratios.
 *
 * @returns false when something did not succeed, or memory grew
 */
export async function benchmarkThroughput(toolchain, { deployments, nodes, rounds }) {
  console.log(`\n${bold(`${deployments} deployments of ten nodes, on PostgreSQL`)}\n`);
  const control = forkReplica(toolchain);
  const connection = await control.ask('serve');
  await control.ask('connect', { connection, module: SHAPE });
  const bench = { toolchain, control, connection };
  const one = await measure(bench, { replicas: 1, deployments, rounds });
  const [first] = one.rounds;
  line('One replica', `${first.perSecond.toFixed(1)}/s`, 'every node is created');
  line('Processor time of the replica', `${first.processor.toFixed(0)} ms`, 'for one deployment');
  line('Statements', first.statements.toFixed(0), 'for one deployment, the outbox included');
  const two = await measure(bench, { replicas: 2, deployments, rounds: 1 });
  line('Two replicas', `${two.rounds[0].perSecond.toFixed(1)}/s`, 'other environments');
  const ratio = two.rounds[0].perSecond / first.perSecond;
  line('Ratio to one', `${ratio.toFixed(2)}x`, 'two replicas and the server share the machine');
  for (const [index, { memory, perSecond }] of one.rounds.entries()) {
    const note = `${memory.rss.toFixed(0)} MB RSS, ${perSecond.toFixed(1)}/s`;
    line(`Heap after round ${index + 1}`, `${memory.heap.toFixed(1)} MB`, note);
  }
  const big = await measureBig(bench, nodes);
  line(`One deployment of ${big.nodes} nodes`, seconds(big.milliseconds), 'from the submission');
  if (big.terraform) {
    line('terraform apply', seconds(big.terraform), 'of the same graph of terraform_data');
    line('Ratio', `${(big.terraform / big.milliseconds).toFixed(1)}x`, 'above 1: Tutti is faster');
  }
  const statuses = await control.ask('drained');
  await control.end();
  return areAllSucceeded(statuses) && isFlat(one.rounds);
}

async function measure(bench, { replicas, deployments, rounds }) {
  const { toolchain, control, connection } = bench;
  const prefix = `r${replicas}`;
  const environments = await control.ask('environments', { count: deployments, prefix });
  const warm = await control.ask('environments', { count: 8 * replicas, prefix: `${prefix}-warm` });
  const workers = Array.from({ length: replicas }, () => forkReplica(toolchain));
  for (const worker of workers) {
    await worker.ask('connect', { connection, module: SHAPE });
  }
  await Promise.all(workers.map(worker => worker.ask('start')));
  await control.ask('submit', { environments: warm, round: 0 });
  await control.ask('drained');
  const measured = [];
  for (let round = 1; round <= rounds; round += 1) {
    const before = await use(workers);
    const since = await control.ask('now');
    await control.ask('submit', { environments, round });
    await control.ask('drained');
    const milliseconds = await control.ask('spanSince', { since });
    const after = await use(workers);
    measured.push({
      perSecond: (deployments / milliseconds) * 1_000,
      processor: (after.processor - before.processor) / deployments,
      statements: (after.statements - before.statements) / deployments,
      memory: await workers[0].ask('memory'),
    });
  }
  for (const worker of workers) {
    await worker.ask('stop');
    await worker.end();
  }
  return { rounds: measured };
}

/** Processor time and statements of all workers so far. */
async function use(workers) {
  let processor = 0;
  let statements = 0;
  for (const worker of workers) {
    processor += await worker.ask('processor');
    const counted = Object.values(await worker.ask('statements'));
    statements += counted.reduce((sum, count) => sum + count, 0);
  }
  return { processor, statements };
}

async function measureBig({ toolchain, control, connection }, nodes) {
  const worker = forkReplica(toolchain);
  await worker.ask('connect', { connection, module: SHAPE });
  await worker.ask('start');
  const [warm, environment] = await control.ask('environments', { count: 2, prefix: 'big' });
  await control.ask('submit', { environments: [warm], round: 1 });
  await control.ask('drained');
  const since = performance.now();
  await control.ask('submit', {
    ...{ environments: [environment], round: 1, resources: nodes - BESIDE },
  });
  await control.ask('drained');
  const milliseconds = performance.now() - since;
  const graph = await control.ask('graph');
  await worker.ask('stop');
  await worker.end();
  const program = findTerraform();
  if (!program) {
    return { milliseconds, nodes: graph.length };
  }
  const terraform = prepareTerraform(program, graph);
  const applied = terraform.apply();
  terraform.remove();
  return { milliseconds, nodes: graph.length, terraform: applied.milliseconds };
}

function areAllSucceeded({ succeeded: _succeeded, ...others }) {
  for (const [status, count] of Object.entries(others)) {
    line(status, `${count}`, 'WRONG: all have to succeed');
  }
  return Object.keys(others).length === 0;
}

/** The first round fills caches; from the second on the heap may not grow by 15 %. */
function isFlat(rounds) {
  const [, second, ...later] = rounds.map(({ memory }) => memory.heap);
  const most = Math.max(...later, 0);
  const isFine = second === undefined || most < second * 1.15;
  if (!isFine) {
    line('Memory', `${(most - second).toFixed(0)} MB`, 'WRONG: it grows from round to round');
  }
  return isFine;
}

function line(what, value, note) {
  console.log(`  ${what.padEnd(34)} ${String(value).padStart(20)}   ${dim(note)}`);
}

const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`;
