import type { Command } from 'commander';
import { stringify } from 'yaml';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { definitionTable } from './definitionTable';

/** Adds `tutti definition get`. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<name>', 'name of the definition'))
    .description('show a definition of a server')
    .addHelpText('after', '\nExample:\n  tutti definition get postgres-production --output yaml')
    .action(async (name: string, options: ServerOptions) => {
      const client = connect(options, terminal);
      const definition = await client.getDefinition(name);
      writeResult(terminal, options.output, definition, () => [
        ...definitionTable([definition]),
        '',
        ...stringify({ criteria: definition.criteria, inputs: definition.spec.inputs })
          .trimEnd()
          .split('\n'),
      ]);
    });
}
