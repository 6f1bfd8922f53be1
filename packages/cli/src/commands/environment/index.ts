import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addCloneCommand } from './clone';
import { addCreateCommand } from './create';
import { addDeleteCommand } from './delete';
import { addExtendCommand } from './extend';
import { addGateCommands } from './gates';
import { addGetCommand } from './get';
import { addListCommand } from './list';

/** Adds `tutti environment …`. */
export function addEnvironmentCommands(program: Command, terminal: Terminal): void {
  const environment = program
    .command('environment')
    .description('look at environments, make, pause and delete them');
  addListCommand(environment, terminal);
  addGetCommand(environment, terminal);
  addCreateCommand(environment, terminal);
  addCloneCommand(environment, terminal);
  addExtendCommand(environment, terminal);
  addGateCommands(environment, terminal);
  addDeleteCommand(environment, terminal);
}
