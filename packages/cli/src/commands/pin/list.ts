import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { pinTable } from './pinTable';

interface ListOptions extends ServerOptions {
  application?: string;
  environment?: string;
}

/** Adds `tutti pin list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list pins, in the order in which they were made')
    .option('--application <name>', 'only those of one application')
    .option('--environment <name>', 'only those of its environment of this name')
    .addHelpText('after', '\nExample:\n  tutti pin list --application shop')
    .action(async (options: ListOptions) => {
      const client = connect(options, terminal);
      const { application, environment } = options;
      const items = await readAllPages(page =>
        client.listPins({ application, environment, ...page }),
      );
      writeResult(terminal, options.output, items, () => pinTable(items));
    });
}
