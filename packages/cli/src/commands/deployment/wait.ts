import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { addWaitOptions, waitForDeployment } from './waitOptions';
import type { WaitOptions } from './waitOptions';

/** Adds `tutti deployment wait`: what `submit --wait` does, for a deployment that was submitted before. */
export function addWaitCommand(parent: Command, terminal: Terminal): void {
  const command = addServerOptions(
    parent.command('wait').argument('<uid>', 'uid of the deployment'),
  );
  addWaitOptions(command)
    .description('wait until a deployment has ended, show its log, and end as it did')
    .addHelpText('after', '\nExample:\n  tutti deployment wait 0199… --timeout 600')
    .action((uid: string, options: ServerOptions & WaitOptions) =>
      waitForDeployment(connect(options, terminal), uid, options, terminal),
    );
}
