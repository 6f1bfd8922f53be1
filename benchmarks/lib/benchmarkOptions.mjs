import { parseArgs } from 'node:util';
import { stop } from '../../scripts/lib/stop.mjs';

/**
 * Reads `--only score|planner|registry` (default all), `--rounds <n>` (default 4, at least 3), and how much is measured:
 * `--count <workloads>` (default 1,000), `--definitions <n>` (default 10,000), `--nodes <n>` (default 1,000),
 * `--environments <n>` (default 500).
 */
export function readBenchmarkOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        count: { type: 'string', default: '1000' },
        definitions: { type: 'string', default: '10000' },
        environments: { type: 'string', default: '500' },
        nodes: { type: 'string', default: '1000' },
        only: { type: 'string' },
        rounds: { type: 'string', default: '4' },
      },
    }));
  } catch (error) {
    stop(
      `${error.message} There are --only score|planner|registry, --rounds <n>, --count <workloads>, --definitions <n>, --nodes <n> and --environments <n>.`,
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
  if (values.only !== undefined && !['score', 'planner', 'registry'].includes(values.only)) {
    stop(`There is no benchmark "${values.only}": --only takes score, planner or registry.`);
  }
  return { count, rounds, definitions, nodes, environments, only: values.only };
}
