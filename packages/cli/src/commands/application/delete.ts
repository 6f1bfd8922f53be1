import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { applicationTable } from './applicationTable';

/** Adds `tutti application delete`: of an application whose environments are all deleted. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('delete').argument('<name>', 'name of the application'))
    .description('delete an application that has no environments')
    .addHelpText('after', '\nExample:\n  tutti application delete shop')
    .action(async (name: string, options: ServerOptions) => {
      const deleted = await connect(options, terminal).deleteApplication(name);
      writeResult(terminal, options.output, deleted, () => applicationTable([deleted]));
    });
}
