import type { Command } from 'commander';
import { criterionText } from '@tutti/planner';
import { writeResult } from '../output/writeResult';
import { exitCodes } from '../program/exitCodes';
import type { Terminal } from '../program/Terminal';
import { addServerOptions, connect } from '../server/connect';
import type { ServerOptions } from '../server/connect';

interface ExplainOptions extends ServerOptions {
  application: string;
  environment?: string;
  environmentType?: string;
  class?: string;
  id?: string;
}

/** Adds `tutti explain`: why a request matches what it matches, as the server says. */
export function addExplainCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('explain').argument('<type>', 'resource type'))
    .description('show which definition a request matches, and why not the others')
    .requiredOption('--application <name>', 'name of the application')
    .option('--environment <name>', 'name of an environment')
    .option('--environment-type <type>', 'type of an environment that need not be there')
    .option('--class <class>', 'class that is asked for')
    .option('--id <id>', 'id that is asked for')
    .addHelpText(
      'after',
      '\nExample:\n  tutti explain postgres --application shop --environment production',
    )
    .action(async (type: string, options: ExplainOptions) => {
      const client = connect(options, terminal);
      const { application, environment, environmentType, class: resourceClass, id } = options;
      const explanation = await client.explain({
        application,
        environment,
        environmentType,
        type,
        class: resourceClass,
        id,
      });
      writeResult(terminal, options.output, explanation, () => [
        explanation.text,
        '',
        {
          columns: ['DEFINITION', 'CRITERION', 'FITS', 'WHAT WOULD MAKE IT WIN'],
          rows: explanation.candidates.map(each => [
            each.definition,
            criterionText(each.criterion),
            each.fits ? 'yes' : 'no',
            each.change ?? (each.definition === explanation.winner?.definition ? 'it wins' : '-'),
          ]),
        },
      ]);
      terminal.end(explanation.winner ? exitCodes.ok : exitCodes.no);
    });
}
