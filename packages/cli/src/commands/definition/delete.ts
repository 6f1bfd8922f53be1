import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { makeConfirmed } from '../../server/makeConfirmed';
import { definitionTable } from './definitionTable';

/** Adds `tutti definition delete`. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  const command = parent.command('delete').argument('<name>', 'name of the definition');
  addConfirmOption(addServerOptions(command))
    .description('archive a definition; what exists keeps it')
    .addHelpText('after', '\nExample:\n  tutti definition delete postgres-old')
    .action(async (name: string, options: ServerOptions & ConfirmOptions) => {
      const client = connect(options, terminal);
      const deleted = await makeConfirmed(client, options, terminal, confirmed =>
        client.deleteDefinition(name, confirmed),
      );
      writeResult(terminal, options.output, deleted, () => definitionTable([deleted]));
    });
}
