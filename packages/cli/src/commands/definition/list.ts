import type { Command } from 'commander';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';

/** Adds `tutti definition list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the definitions of a server')
    .option('--type <type>', 'only those of one resource type')
    .addOption(outputOption())
    .addHelpText('after', '\nExample:\n  tutti definition list --type postgres')
    .action(async (options: ServerOptions & { type?: string; output: OutputFormat }) => {
      const { client, call } = connect(options, terminal);
      const filter = options.type === undefined ? {} : { type: options.type };
      const items = await readAllPages(page =>
        client.listDefinitions({ ...filter, ...page }, call),
      );
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['NAME', 'TYPE', 'DRIVER', 'VERSION', 'STATUS', 'USED BY'],
          rows: items.map(each => [
            each.name,
            each.type,
            each.driver,
            String(each.version),
            each.status,
            String(each.usage),
          ]),
        },
      ]);
    });
}
