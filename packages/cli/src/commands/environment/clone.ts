import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { planProblemLines, planTable } from '../../output/planTable';
import { pairOption } from '../../program/pairOption';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from '../deployment/deploymentTable';
import { addWaitOptions, waitForDeployment } from '../deployment/waitOptions';
import type { WaitOptions } from '../deployment/waitOptions';

interface CloneOptions extends ServerOptions, WaitOptions {
  application: string;
  from: string;
  type?: string;
  label?: Record<string, string>;
  expiresIn?: string;
  workload?: string[];
  comment?: string;
  actor?: string;
  wait?: boolean;
  planOnly?: boolean;
  idempotencyKey?: string;
}

/** Adds `tutti environment clone`: a new environment with what is wanted in another one. */
export function addCloneCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('clone')
    .argument('<name>', 'name of the new environment')
    .description('make an environment and deploy to it what is wanted in another one')
    .requiredOption('--application <name>', 'name of the application')
    .requiredOption('--from <environment>', 'name of the environment that it is made from')
    .option('--type <type>', 'environment type; default: that of the other one')
    .addOption(pairOption('--label <name=value>', 'label of the environment'))
    .option('--expires-in <duration>', 'of a preview: how long it lives, such as 72h, or never')
    .option('--workload <names...>', 'only these; default: all that are wanted there')
    .option('--plan-only', 'show what its first deployment would do, and make nothing')
    .option('--comment <text>', 'why, for those who read the history')
    .option('--actor <reference>', 'for a service: the person for whom it does, such as user:ana')
    .option('--wait', 'wait until its first deployment has ended, and show its log meanwhile')
    .option(
      '--idempotency-key <key>',
      'a name for this clone: a second one of the same name and content is the first one again',
    )
    .addHelpText(
      'after',
      `
Examples:
  tutti environment clone pr-12 --application shop --from dev --type preview --plan-only
  tutti environment clone pr-12 --application shop --from dev --type preview --expires-in 72h`,
    )
    .action((name: string, options: CloneOptions) => clone(name, options, terminal));
  addServerOptions(addWaitOptions(command));
}

async function clone(name: string, options: CloneOptions, terminal: Terminal): Promise<void> {
  const client = connect(options, terminal);
  const { application, from, type, label, expiresIn, workload, comment, actor } = options;
  const request = {
    ...{ name, type, expiresIn, workloads: workload, comment, actor },
    ...(label && { labels: label }),
  };
  if (options.planOnly) {
    const plan = await client.planClone(application, from, request);
    writeResult(terminal, options.output, plan, () => planTable(plan));
    planProblemLines(plan).forEach(line => terminal.note(line));
    return;
  }
  const { idempotencyKey = randomUUID() } = options;
  const deployment = await client.cloneEnvironment(application, from, request, { idempotencyKey });
  terminal.note(`Deployment ${deployment.uid} is number ${deployment.number} of ${name}.`);
  if (options.wait) {
    await waitForDeployment(client, deployment.uid, options, terminal);
  } else {
    writeResult(terminal, options.output, deployment, () => deploymentTable([deployment]));
  }
}
