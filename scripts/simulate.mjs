// `npm run simulate`: lets random lives of environments and several replicas run for as long as you like, and looks
// whether every promise is kept. `npm test` does the same for some seconds.

import { parseArgs } from 'node:util';
import { installDependencies } from './lib/dependencies.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { stop } from './lib/stop.mjs';
import { runVisibly } from './test/runCheck.mjs';

const USAGE = `npm run simulate -- [options]

  --minutes <n>     how long each simulation lasts (default: 10)
  --seed <n>        begin with this seed (default: from the clock); a failure prints its own
  --only <which>    lifecycle (one environment) or replicas (several replicas); default: both
  --scenario <file> live one scenario that a failure has printed
  --help            print this`;

const FILES = { lifecycle: 'Lifecycle', replicas: 'Replicas' };

function readOptions() {
  try {
    const text = { type: 'string' };
    const options = { minutes: text, seed: text, only: text, scenario: text };
    return parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return stop(`${error.message}\n\n${USAGE}`);
  }
}

const { minutes = '10', seed, only, scenario, help } = readOptions();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
if (only !== undefined && !FILES[only]) {
  stop(`There is no simulation "${only}".\n\n${USAGE}`);
}
const which = scenario ? ['lifecycle'] : only ? [only] : Object.keys(FILES);
const toolchain = await prepareToolchain();
await installDependencies(toolchain);
const { NODE_ENV: _, ...env } = toolchain.env;
process.exit(
  await runVisibly(
    toolchain.node,
    [
      'scripts/with-postgres.mjs',
      toolchain.node,
      ...toolchain.yarn,
      ...['workspace', '@tutti/backstage-plugin-platform-orchestrator-backend'],
      ...['backstage-cli', 'package', 'test', '--watchAll=false', '--runInBand'],
      ...which.map(each => `src/execution/${FILES[each]}.test.ts`),
    ],
    {
      ...env,
      CI: '1',
      SIMULATION_MINUTES: minutes,
      SIMULATION_SEED: seed ?? `${Date.now() % 1_000_000_000}`,
      ...(scenario && { SIMULATION_SCENARIO: scenario }),
    },
  ),
);
