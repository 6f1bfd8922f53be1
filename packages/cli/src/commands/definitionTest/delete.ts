import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti definition-test delete`. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('delete').argument('<name>', 'name of the test'))
    .description('delete a test that was saved on a server')
    .addHelpText('after', '\nExample:\n  tutti definition-test delete queues-are-small')
    .action(async (name: string, options: ServerOptions) => {
      const deleted = await connect(options, terminal).deleteDefinitionTest(name);
      writeResult(terminal, options.output, deleted, () => [`Deleted ${deleted.name}.`]);
    });
}
