import type { Command } from 'commander';
import { stringify } from 'yaml';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { ServerFailure } from '../../server/ServerFailure';
import { resourceTypeTable } from './resourceTypeTable';

/** Adds `tutti resource-type get`: what a Score file may ask for, and what it gets. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<name>', 'name of the resource type'))
    .description('show a resource type with its params and outputs')
    .addHelpText('after', '\nExample:\n  tutti resource-type get postgres --output yaml')
    .action(async (name: string, options: ServerOptions) => {
      const { items } = await connect(options, terminal).listResourceTypes();
      const type = items.find(each => each.name === name);
      if (!type) {
        const names = items.map(each => each.name).join(', ');
        throw new ServerFailure(`There is no resource type "${name}". There are: ${names}.`);
      }
      const { description, params, outputs } = type;
      writeResult(terminal, options.output, type, () => [
        ...resourceTypeTable([type]),
        '',
        ...stringify({ description, params, outputs }).trimEnd().split('\n'),
      ]);
    });
}
