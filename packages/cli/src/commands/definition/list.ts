import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { definitionTable } from './definitionTable';

/** Adds `tutti definition list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the definitions of a server')
    .option('--type <type>', 'only those of one resource type')
    .addHelpText('after', '\nExample:\n  tutti definition list --type postgres')
    .action(async (options: ServerOptions & { type?: string }) => {
      const client = connect(options, terminal);
      const filter = options.type === undefined ? {} : { type: options.type };
      const items = await readAllPages(page => client.listDefinitions({ ...filter, ...page }));
      writeResult(terminal, options.output, items, () => definitionTable(items));
    });
}
