import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';
import { addWaitOptions, waitForDeployment } from './waitOptions';
import type { WaitOptions } from './waitOptions';

interface RetryOptions extends ServerOptions, WaitOptions {
  actor?: string;
  wait?: boolean;
  idempotencyKey?: string;
}

/** Adds `tutti deployment retry`: what a deployment was to bring is submitted again. */
export function addRetryCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('retry')
    .argument('<uid>', 'uid of the deployment that did not succeed')
    .description('submit again what a deployment was to bring')
    .option('--actor <reference>', 'for a service: the person for whom it does, such as user:ana')
    .option('--wait', 'wait until the new deployment has ended, and show its log meanwhile')
    .option(
      '--idempotency-key <key>',
      'a name for this retry: a second one of the same name is the first one again',
    )
    .addHelpText('after', '\nExample:\n  tutti deployment retry 0199… --wait')
    .action(async (uid: string, options: RetryOptions) => {
      const client = connect(options, terminal);
      const { actor, idempotencyKey = randomUUID() } = options;
      const retry = await client.retryDeployment(uid, { actor }, { idempotencyKey });
      terminal.note(
        `Deployment ${retry.uid} is number ${retry.number} of ${retry.environment}, a retry of ${retry.retryOf?.number}.`,
      );
      if (options.wait) {
        await waitForDeployment(client, retry.uid, options, terminal);
      } else {
        writeResult(terminal, options.output, retry, () => deploymentTable([retry]));
      }
    });
  addServerOptions(addWaitOptions(command));
}
