import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addDeleteCommand } from './delete';
import { addListCommand } from './list';

/** Adds `tutti environment-type …`. */
export function addEnvironmentTypeCommands(program: Command, terminal: Terminal): void {
  const environmentType = program
    .command('environment-type')
    .description('look at environment types; "tutti definition save" saves them');
  addListCommand(environmentType, terminal);
  addDeleteCommand(environmentType, terminal);
}
