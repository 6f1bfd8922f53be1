import type { Command } from 'commander';
import { stringify } from 'yaml';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti definition get`. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<name>', 'name of the definition'))
    .description('show a definition of a server')
    .addHelpText('after', '\nExample:\n  tutti definition get postgres-production --output yaml')
    .action(async (name: string, options: ServerOptions) => {
      const client = connect(options, terminal);
      const definition = await client.getDefinition(name);
      writeResult(terminal, options.output, definition, () => [
        {
          columns: ['NAME', 'TYPE', 'DRIVER', 'VERSION', 'STATUS', 'USED BY', 'SOURCE'],
          rows: [
            [
              definition.name,
              definition.type,
              definition.driver,
              String(definition.version),
              definition.status,
              String(definition.usage),
              `${definition.source.name}: ${definition.source.file}`,
            ],
          ],
        },
        '',
        ...stringify({ criteria: definition.criteria, inputs: definition.spec.inputs })
          .trimEnd()
          .split('\n'),
      ]);
    });
}
