import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti definition-test list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the tests that a server runs before it takes a change')
    .addHelpText('after', '\nExample:\n  tutti definition-test list')
    .action(async (options: ServerOptions) => {
      const { items } = await connect(options, terminal).listDefinitionTests();
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['NAME', 'TYPE', 'SOURCE'],
          rows: items.map(({ name, request, source }) => [
            ...[name, request.type],
            `${source.name}: ${source.file}`,
          ]),
        },
      ]);
    });
}
