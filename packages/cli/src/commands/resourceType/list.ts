import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { resourceTypeTable } from './resourceTypeTable';

/** Adds `tutti resource-type list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the resource types of a server')
    .addHelpText('after', '\nExample:\n  tutti resource-type list')
    .action(async (options: ServerOptions) => {
      const { items } = await connect(options, terminal).listResourceTypes();
      writeResult(terminal, options.output, items, () => resourceTypeTable(items));
    });
}
