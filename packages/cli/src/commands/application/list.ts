import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { applicationTable } from './applicationTable';

/** Adds `tutti application list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the applications of a server')
    .addHelpText('after', '\nExample:\n  tutti application list --output json')
    .action(async (options: ServerOptions) => {
      const client = connect(options, terminal);
      const items = await readAllPages(page => client.listApplications(page));
      writeResult(terminal, options.output, items, () => applicationTable(items));
    });
}
