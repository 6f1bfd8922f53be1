import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';

/** Adds `tutti deployment cancel`. */
export function addCancelCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('cancel').argument('<uid>', 'uid of the deployment'))
    .description('stop a deployment that has not ended')
    .addHelpText('after', '\nExample:\n  tutti deployment cancel 0199…')
    .action(async (uid: string, options: ServerOptions) => {
      const deployment = await connect(options, terminal).cancelDeployment(uid);
      writeResult(terminal, options.output, deployment, () => deploymentTable([deployment]));
    });
}
