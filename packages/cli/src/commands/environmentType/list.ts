import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti environment-type list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the environment types, in the order of promotion')
    .addHelpText('after', '\nExample:\n  tutti environment-type list')
    .action(async (options: ServerOptions) => {
      const { items } = await connect(options, terminal).listEnvironmentTypes();
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['NAME', 'ORDER', 'PREVIEW', 'APPROVALS'],
          rows: items.map(({ name, order, preview, approvals }) => [
            ...[name, String(order), preview ? 'yes' : 'no'],
            String(approvals?.required ?? 0),
          ]),
        },
      ]);
    });
}
