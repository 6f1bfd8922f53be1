import { bold, dim } from '../../scripts/lib/progress.mjs';
import { measureImpact } from './measureImpact.mjs';

/** So many environments are planned by deployments too, for the ratio. */
const PLANS = 50;

/**
 * Asks what a new version of a definition would do to a fleet, which the queue finds out, and plans some of the same
 * environments one by one through ordinary deployments; prints times and their ratio.
 *
 * @returns false when the report is not what it has to be
 */
export async function benchmarkImpact(toolchain, { environments }) {
  console.log(
    `\n${bold(`The impact of a change on ${environments} environments, on PostgreSQL`)}\n`,
  );
  const plans = Math.min(PLANS, environments);
  const { report, plans: planned, nodes } = await measureImpact(toolchain, { environments, plans });
  const each = report.milliseconds / environments;
  const eachPlan = planned.milliseconds / planned.count;
  line('Report, asked until done', seconds(report.milliseconds), `${nodes} nodes in each`);
  line(
    'An environment of it',
    `${each.toFixed(1)} ms`,
    'planned twice: without and with the change',
  );
  line('A plan by a deployment', `${eachPlan.toFixed(1)} ms`, `${planned.count} one by one`);
  line(
    'Ratio to plans one by one',
    `${(eachPlan / each).toFixed(1)}x`,
    'above 1: the report is faster',
  );
  return isAsExpected(report, environments);
}

function isAsExpected({ summary, changed, databases }, environments) {
  const expected = {
    affected: changed,
    unaffected: environments - changed,
    notEvaluated: 0,
    replaced: changed * databases,
  };
  const wrong = Object.entries(expected).filter(([name, count]) => summary[name] !== count);
  for (const [name, count] of wrong) {
    line(name, `${summary[name]}`, `WRONG: it has to be ${count}`);
  }
  return wrong.length === 0;
}

function line(what, value, note) {
  console.log(`  ${what.padEnd(34)} ${value.padStart(20)}   ${dim(note)}`);
}

const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`;
