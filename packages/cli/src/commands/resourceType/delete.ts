import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { makeConfirmed } from '../../server/makeConfirmed';

/** Adds `tutti resource-type delete`. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  const command = parent.command('delete').argument('<name>', 'name of the resource type');
  addConfirmOption(addServerOptions(command))
    .description('delete a resource type, unless something needs it')
    .addHelpText('after', '\nExample:\n  tutti resource-type delete queue')
    .action(async (name: string, options: ServerOptions & ConfirmOptions) => {
      const client = connect(options, terminal);
      const deleted = await makeConfirmed(client, options, terminal, confirmed =>
        client.deleteResourceType(name, confirmed),
      );
      writeResult(terminal, options.output, deleted, () => [`Deleted ${deleted.name}.`]);
    });
}
