import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { applicationTable } from './applicationTable';

/** Adds `tutti application get`. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<name>', 'name of the application'))
    .description('show an application')
    .addHelpText('after', '\nExample:\n  tutti application get shop')
    .action(async (name: string, options: ServerOptions) => {
      const application = await connect(options, terminal).getApplication(name);
      writeResult(terminal, options.output, application, () => applicationTable([application]));
    });
}
