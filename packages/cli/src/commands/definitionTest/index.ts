import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addDeleteCommand } from './delete';
import { addListCommand } from './list';
import { addRunCommand } from './run';

/** Adds `tutti definition-test …`. */
export function addDefinitionTestCommands(program: Command, terminal: Terminal): void {
  const definitionTest = program
    .command('definition-test')
    .description('run the tests of a server; "tutti definition save" saves them');
  addListCommand(definitionTest, terminal);
  addRunCommand(definitionTest, terminal);
  addDeleteCommand(definitionTest, terminal);
}
