import type { Command } from 'commander';
import { EMPTY_SET, buildSnapshot, plan, planHasErrors } from '@tutti/planner';
import type { Plan } from '@tutti/planner';
import { addDriverOptions } from '../drivers/driverOptions';
import type { DriverOptions } from '../drivers/driverOptions';
import { readDrivers } from '../drivers/readDrivers';
import { checkManifestFiles } from '../files/checkManifestFiles';
import { addContextOptions, contextOf } from '../files/contextOptions';
import type { ContextOptions } from '../files/contextOptions';
import { addScoreOptions, readScoreFiles } from '../files/ScoreOptions';
import type { ScoreOptions } from '../files/ScoreOptions';
import { outputOption } from '../output/OutputFormat';
import type { OutputFormat } from '../output/OutputFormat';
import { planProblemLines, planTable } from '../output/planTable';
import { count, problemLines } from '../output/problemLines';
import { writeResult } from '../output/writeResult';
import { exitCodes } from '../program/exitCodes';
import type { Terminal } from '../program/Terminal';
import { UsageError } from '../program/UsageError';

interface PlanOptions extends ScoreOptions, ContextOptions, DriverOptions {
  local?: boolean;
  manifests?: string[];
  output: OutputFormat;
}

/** Adds `tutti plan --local`: what deploying Score files into an empty environment would do, without a server. */
export function addPlanCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('plan')
    .argument('<files...>', 'Score files; - is standard input')
    .description('show what a deployment would do')
    .option('--local', 'plan on this machine, for an environment in which there is nothing')
    .option('--manifests <paths...>', 'files and folders with types, definitions and profiles')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Examples:
  tutti plan --local score.yaml --manifests platform/
  tutti plan --local */score.yaml --manifests platform/ --environment-type production --output json

A plan of a real environment: tutti deployment submit --plan-only --wait`,
    )
    .action((files: string[], options: PlanOptions) => runPlan(files, options, terminal));
  addContextOptions(addDriverOptions(addScoreOptions(command)));
}

function runPlan(files: string[], options: PlanOptions, terminal: Terminal): void {
  if (!options.local || !options.manifests) {
    throw new UsageError(
      'A plan is made on this machine with --local and --manifests, and on a server with "tutti deployment submit --plan-only".',
    );
  }
  const drivers = readDrivers(options);
  const score = readScoreFiles(files, options);
  const { manifests, problems, valid } = checkManifestFiles(options.manifests, drivers);
  const unusable = [...score.problems, ...problems].filter(each => each.severity === 'error');
  problemLines([...score.problems, ...problems]).forEach(line => terminal.note(line));
  if (!valid || unusable.length > 0) {
    terminal.note(`Nothing was planned, because of ${count(unusable.length, 'error')}.`);
    terminal.end(exitCodes.no);
    return;
  }
  const planned = plan({
    kind: 'deploy',
    base: EMPTY_SET,
    delta: {
      upsert: Object.fromEntries(
        score.files.map(({ workload }) => [workload.metadata.name, { workload }]),
      ),
      remove: [],
    },
    registry: buildSnapshot(manifests),
    drivers,
    pins: [],
    values: options.value ?? {},
    context: contextOf(options),
    ledger: [],
  });
  showPlan(planned, options.output, terminal);
  terminal.end(planHasErrors(planned) ? exitCodes.no : exitCodes.ok);
}

function showPlan(planned: Plan, format: OutputFormat, terminal: Terminal): void {
  writeResult(terminal, format, planned, () => planTable(planned));
  planProblemLines(planned).forEach(line => terminal.note(line));
}
