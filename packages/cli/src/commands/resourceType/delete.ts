import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti resource-type delete`. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  const command = parent.command('delete').argument('<name>', 'name of the resource type');
  addConfirmOption(addServerOptions(command))
    .description('delete a resource type, unless something needs it')
    .addHelpText('after', '\nExample:\n  tutti resource-type delete queue')
    .action(async (name: string, options: ServerOptions & ConfirmOptions) => {
      const { confirmImpact } = options;
      const deleted = await connect(options, terminal).deleteResourceType(name, { confirmImpact });
      writeResult(terminal, options.output, deleted, () => [`Deleted ${deleted.name}.`]);
    });
}
