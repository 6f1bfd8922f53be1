import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addGetCommand } from './get';
import { addLintCommand } from './lint';
import { addListCommand } from './list';
import { addTestCommand } from './test';

/** Adds `tutti definition …`. */
export function addDefinitionCommands(program: Command, terminal: Terminal): void {
  const definition = program
    .command('definition')
    .description('check, test and look up resource definitions');
  addLintCommand(definition, terminal);
  addTestCommand(definition, terminal);
  addListCommand(definition, terminal);
  addGetCommand(definition, terminal);
}
