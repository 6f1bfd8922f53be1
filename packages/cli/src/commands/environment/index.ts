import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addCreateCommand } from './create';
import { addDeleteCommand } from './delete';
import { addGetCommand } from './get';
import { addListCommand } from './list';

/** Adds `tutti environment …`. */
export function addEnvironmentCommands(program: Command, terminal: Terminal): void {
  const environment = program
    .command('environment')
    .description('look at environments, make and delete them');
  addListCommand(environment, terminal);
  addGetCommand(environment, terminal);
  addCreateCommand(environment, terminal);
  addDeleteCommand(environment, terminal);
}
