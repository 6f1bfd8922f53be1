import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { makeConfirmed } from '../../server/makeConfirmed';

/** Adds `tutti environment-type delete`. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  const command = parent.command('delete').argument('<name>', 'name of the environment type');
  addConfirmOption(addServerOptions(command))
    .description('delete an environment type, unless something needs it')
    .addHelpText('after', '\nExample:\n  tutti environment-type delete testing')
    .action(async (name: string, options: ServerOptions & ConfirmOptions) => {
      const client = connect(options, terminal);
      const deleted = await makeConfirmed(client, options, terminal, confirmed =>
        client.deleteEnvironmentType(name, confirmed),
      );
      writeResult(terminal, options.output, deleted, () => [`Deleted ${deleted.name}.`]);
    });
}
