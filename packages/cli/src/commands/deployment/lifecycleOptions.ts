import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type {
  Deployment,
  DeploymentOptions,
  KeyedRequestOptions,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';
import { addWaitOptions, waitForDeployment } from './waitOptions';
import type { WaitOptions } from './waitOptions';

/** Options of commands that submit a deployment from what the server has. */
export interface LifecycleOptions extends ServerOptions, WaitOptions {
  planOnly?: boolean;
  comment?: string;
  onBusy?: DeploymentOptions['onBusy'];
  actor?: string;
  wait?: boolean;
  idempotencyKey?: string;
}

/** Adds the options of {@link LifecycleOptions} to a command. */
export function addLifecycleOptions(command: Command): Command {
  command
    .option('--plan-only', 'show what would be done, and change nothing')
    .option('--comment <text>', 'why, for those who read the history')
    .addOption(
      new Option('--on-busy <what>', 'what to do when the environment is busy').choices([
        'queue',
        'refuse',
        'supersede',
      ]),
    )
    .option('--actor <reference>', 'for a service: the person for whom it does, such as user:ana')
    .option('--wait', 'wait until the deployment has ended, and show its log meanwhile')
    .option(
      '--idempotency-key <key>',
      'a name for this submission: a second one of the same name and content is the first one again',
    );
  return addServerOptions(addWaitOptions(command));
}

/** Submits a deployment, says which one it is, and follows it to its end where that is asked for. */
export async function handIn(
  options: LifecycleOptions,
  terminal: Terminal,
  submit: (
    client: PlatformOrchestratorApi,
    common: DeploymentOptions,
    keyed: KeyedRequestOptions,
  ) => Promise<Deployment>,
): Promise<void> {
  const client = connect(options, terminal);
  const { planOnly, comment, onBusy, actor, idempotencyKey = randomUUID() } = options;
  const forget = terminal.onInterrupt(
    () =>
      'It is not known whether the server has taken the deployment: see "tutti deployment list".',
  );
  const common = { ...(planOnly && { planOnly }), comment, onBusy, actor };
  const submitted = await submit(client, common, { idempotencyKey });
  forget();
  const { uid, number, environment } = submitted;
  terminal.note(`Deployment ${uid} is number ${number} of ${environment}.`);
  (submitted.warnings ?? []).forEach(warning => terminal.note(`warning ${warning}`));
  if (options.wait) {
    await waitForDeployment(client, uid, options, terminal);
  } else {
    writeResult(terminal, options.output, submitted, () => deploymentTable([submitted]));
  }
}
