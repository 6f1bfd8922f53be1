import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { anyScenario, type Scenario } from './Scenario';
import { simulationSeed } from './simulationSeed';

/** How long a failing scenario is made smaller. */
const SHRINK_TIME = 20_000;

/**
 * Lives one random scenario after the other for a time. Which ones follows from the seed alone
 * (see simulationSeed). With `SIMULATION_SCENARIO`, the name of a JSON file, only that one.
 *
 * @throws Error with the smallest scenario that was found to fail, and the command that lives it again.
 */
export async function searchScenarios(options: {
  minutes: number;
  live: (scenario: Scenario) => Promise<void>;
}): Promise<void> {
  const { minutes, live } = options;
  const { SIMULATION_SCENARIO: file } = process.env;
  if (file) {
    await live(JSON.parse(readFileSync(file, 'utf8')));
    return;
  }
  const first = simulationSeed();
  const until = Date.now() + minutes * 60_000;
  for (let seed = first; Date.now() < until; seed += 1) {
    let shrinkUntil = Infinity;
    const property = fc.asyncProperty(anyScenario, async scenario => {
      if (Date.now() > shrinkUntil) {
        return; // small enough
      }
      try {
        await live(scenario);
      } catch (error) {
        shrinkUntil = Math.min(shrinkUntil, Date.now() + SHRINK_TIME);
        throw error;
      }
    });
    const found = await fc.check(property, { seed, numRuns: 1 });
    if (found.failed) {
      throw new Error(
        describeFailure(seed, found.counterexample![0], found.errorInstance as Error),
      );
    }
  }
}

function describeFailure(seed: number, scenario: Scenario, error: Error | undefined): string {
  return [
    `${error?.stack ?? error}`,
    '',
    `Seed ${seed}. To live this scenario again, from the folder of the project:`,
    '',
    `cat > /tmp/scenario.json <<'END'`,
    JSON.stringify(scenario),
    'END',
    'npm run simulate -- --scenario /tmp/scenario.json',
  ].join('\n');
}
