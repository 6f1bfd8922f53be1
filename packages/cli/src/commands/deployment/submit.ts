import { randomUUID } from 'node:crypto';
import { Option } from 'commander';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { hasErrors } from '@tutti/score';
import type { SubmitDeploymentRequest } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { inlineSources } from '../../files/inlineSources';
import { addScoreOptions, readScoreFiles } from '../../files/ScoreOptions';
import type { ScoreOptions } from '../../files/ScoreOptions';
import { problemLines } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';
import { UsageError } from '../../program/UsageError';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';
import { addWaitOptions, waitForDeployment } from './waitOptions';
import type { WaitOptions } from './waitOptions';

interface SubmitOptions extends ServerOptions, ScoreOptions, WaitOptions {
  application: string;
  environment: string;
  remove?: string[];
  planOnly?: boolean;
  comment?: string;
  commit?: string;
  branch?: string;
  tag?: string;
  actor?: string;
  onBusy?: SubmitDeploymentRequest['onBusy'];
  wait?: boolean;
  idempotencyKey?: string;
}

/** Adds `tutti deployment submit`. The files are checked here first, with the same code as on the server. */
export function addSubmitCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('submit')
    .argument('[files...]', 'Score files; - is standard input')
    .description('deploy Score files into an environment')
    .requiredOption('--application <name>', 'name of the application')
    .requiredOption('--environment <name>', 'name of the environment')
    .option('--remove <workloads...>', 'workloads to take out of the environment')
    .option('--plan-only', 'show what would be done, and change nothing')
    .option('--comment <text>', 'why, for those who read the history')
    .option('--commit <id>', 'commit that the files are of')
    .option('--branch <name>', 'branch that the files are of')
    .option('--tag <name>', 'tag that the files are of')
    .addOption(
      new Option('--on-busy <what>', 'what to do when the environment is busy').choices([
        'queue',
        'refuse',
        'supersede',
      ]),
    )
    .option(
      '--actor <reference>',
      'for a service: the person for whom it submits, such as user:ana',
    )
    .option('--wait', 'wait until the deployment has ended, and show its log meanwhile')
    .option(
      '--idempotency-key <key>',
      'a name for this submission: a second one of the same name and content is the first one again',
    )
    .addHelpText(
      'after',
      `
Examples:
  tutti deployment submit score.yaml --application shop --environment dev --image main=shop/web:1.4.0 --wait
  tutti deployment submit score.yaml --application shop --environment production --plan-only --wait
  tutti deployment submit --remove old-api --application shop --environment dev`,
    )
    .action((files: string[], options: SubmitOptions) => submit(files, options, terminal));
  addServerOptions(addWaitOptions(addScoreOptions(command)));
}

async function submit(files: string[], options: SubmitOptions, terminal: Terminal): Promise<void> {
  if (files.length === 0 && !options.remove) {
    throw new UsageError('There is nothing to deploy: name Score files, or workloads to --remove.');
  }
  const read = readScoreFiles(files, options);
  problemLines(read.problems).forEach(line => terminal.note(line));
  if (hasErrors(read.problems)) {
    terminal.end(exitCodes.no);
    return;
  }
  const client = connect(options, terminal);
  const { application, environment, planOnly, comment, commit, branch, tag, onBusy, actor } =
    options;
  const forget = terminal.onInterrupt(
    () =>
      'It is not known whether the server has taken the deployment: see "tutti deployment list".',
  );
  const submitted = await client.submitDeployment(
    application,
    environment,
    {
      scoreFiles: read.files.map(({ file, folder, workload }) => ({
        name: file,
        content: stringify(inlineSources(workload, folder)),
      })),
      ...(options.remove && { remove: options.remove }),
      ...(planOnly && { planOnly }),
      ...{ comment, commit, branch, tag, onBusy, actor },
    },
    { idempotencyKey: options.idempotencyKey ?? randomUUID() },
  );
  forget();
  terminal.note(`Deployment ${submitted.uid} is number ${submitted.number} of ${environment}.`);
  if (options.wait) {
    await waitForDeployment(client, submitted.uid, options, terminal);
  } else {
    writeResult(terminal, options.output, submitted, () => deploymentTable([submitted]));
  }
}
