import { parseArgs } from 'node:util';
import { stop } from '../../scripts/lib/stop.mjs';

/** Reads `--count <workloads>` (default 1,000) and `--rounds <n>` (default 4, at least 3). */
export function readBenchmarkOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        count: { type: 'string', default: '1000' },
        rounds: { type: 'string', default: '4' },
      },
    }));
  } catch (error) {
    stop(`${error.message} There are --count <workloads> and --rounds <n>.`);
  }
  const count = Number(values.count);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(rounds) || rounds < 3) {
    stop('--count has to be a whole number from 1, and --rounds one from 3.');
  }
  return { count, rounds };
}
