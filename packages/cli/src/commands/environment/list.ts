import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { environmentTable } from './environmentTable';

/** Adds `tutti environment list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the environments of an application')
    .requiredOption('--application <name>', 'name of the application')
    .addHelpText('after', '\nExample:\n  tutti environment list --application shop')
    .action(async (options: ServerOptions & { application: string }) => {
      const client = connect(options, terminal);
      const items = await readAllPages(page => client.listEnvironments(options.application, page));
      writeResult(terminal, options.output, items, () => environmentTable(items));
    });
}
