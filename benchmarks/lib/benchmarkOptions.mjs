import { parseArgs } from 'node:util';
import { stop } from '../../scripts/lib/stop.mjs';

/**
 * Reads `--only score|planner|registry|execution|latency|memory|pages` (default all), `--rounds <n>` (default 4, at least 3), and how much is measured:
 * `--count <workloads>` (default 1,000), `--definitions <n>` (default 10,000), `--nodes <n>` (default 1,000),
 * `--environments <n>` (default 500), `--deployments <n>` (default 200), `--history <n>` (default 10,000 deployments, of memory
 * and pages).
 */
export function readBenchmarkOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        count: { type: 'string', default: '1000' },
        definitions: { type: 'string', default: '10000' },
        deployments: { type: 'string', default: '200' },
        history: { type: 'string', default: '10000' },
        environments: { type: 'string', default: '500' },
        nodes: { type: 'string', default: '1000' },
        only: { type: 'string' },
        rounds: { type: 'string', default: '4' },
      },
    }));
  } catch (error) {
    stop(
      `${error.message} There are --only score|planner|registry|execution|latency|memory|pages, --rounds <n>, --count <workloads>, --definitions <n>, --nodes <n>, --environments <n>, --deployments <n> and --history <n>.`,
    );
  }
  const count = Number(values.count);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(rounds) || rounds < 3) {
    stop('--count has to be a whole number from 1, and --rounds one from 3.');
  }
  const definitions = Number(values.definitions);
  const nodes = Number(values.nodes);
  if (![definitions, nodes].every(each => Number.isInteger(each) && each >= 800)) {
    stop('--definitions and --nodes have to be whole numbers from 800.');
  }
  const environments = Number(values.environments);
  if (!Number.isInteger(environments) || environments < 21) {
    stop('--environments has to be a whole number from 21: fewer are not left to the queue.');
  }
  const deployments = Number(values.deployments);
  if (!Number.isInteger(deployments) || deployments < 10) {
    stop('--deployments has to be a whole number from 10.');
  }
  const history = Number(values.history);
  if (!Number.isInteger(history) || history < 500) {
    stop('--history has to be a whole number from 500.');
  }
  const parts = ['score', 'planner', 'registry', 'execution', 'latency', 'memory', 'pages'];
  if (values.only !== undefined && !parts.includes(values.only)) {
    stop(`There is no benchmark "${values.only}": --only takes ${parts.join(', ')}.`);
  }
  const { only } = values;
  return { count, rounds, definitions, nodes, environments, deployments, history, only };
}
