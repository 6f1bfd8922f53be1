import type { Command } from 'commander';
import { stringify } from 'yaml';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti definition get`. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<name>', 'name of the definition'))
    .description('show a definition of a server')
    .addOption(outputOption())
    .addHelpText('after', '\nExample:\n  tutti definition get postgres-production --output yaml')
    .action(async (name: string, options: ServerOptions & { output: OutputFormat }) => {
      const { client, call } = connect(options, terminal);
      const definition = await client.getDefinition(name, call);
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
