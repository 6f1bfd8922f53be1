import { installDependencies } from '../lib/dependencies.mjs';
import { bold, dim, duration, green, red, reportStep } from '../lib/progress.mjs';
import { prepareToolchain } from '../lib/toolchain.mjs';
import { skipped } from './outcome.mjs';
import { steps } from './steps.mjs';

/**
 * Runs the steps one after the other; a failure does not keep the next ones from running.
 *
 * @returns the exit code: 0 when nothing failed.
 */
export async function runSteps({ only }) {
  console.log(`\n${bold('Tutti: checks and tests')}\n`);
  const toolchain = await reportStep('Node and Yarn', undefined, () => prepareToolchain());
  await reportStep('Dependencies', 'a few minutes the first time', () =>
    installDependencies(toolchain),
  );
  const results = [];
  for (const step of steps) {
    if (only.length > 0 && !only.includes(step.name)) {
      results.push({ step, outcome: skipped('left out by --only'), milliseconds: 0 });
      continue;
    }
    console.log(`\n${bold(`── ${step.name}: ${step.title}`)}\n`);
    const since = Date.now();
    const outcome = await step.run(toolchain);
    results.push({ step, outcome, milliseconds: Date.now() - since });
  }
  return summarize(results);
}

function summarize(results) {
  console.log(`\n${bold('── Summary')}\n`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { step, outcome, milliseconds } of results) {
    for (const key of Object.keys(total)) {
      total[key] += outcome[key];
    }
    const mark = outcome.failed > 0 ? red('✗') : outcome.reason ? dim('–') : green('✓');
    const counts = outcome.reason
      ? `skipped: ${outcome.reason}`
      : `${outcome.passed} passed${outcome.failed ? `, ${outcome.failed} failed` : ''}${outcome.skipped ? `, ${outcome.skipped} skipped` : ''}`;
    console.log(
      `  ${mark} ${step.name.padEnd(10)} ${duration(milliseconds).padStart(12)}   ${counts}`,
    );
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 ? 1 : 0;
}
