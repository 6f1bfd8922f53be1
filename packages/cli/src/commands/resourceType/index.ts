import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addDeleteCommand } from './delete';
import { addGetCommand } from './get';
import { addListCommand } from './list';

/** Adds `tutti resource-type …`. */
export function addResourceTypeCommands(program: Command, terminal: Terminal): void {
  const resourceType = program
    .command('resource-type')
    .description('look at resource types; "tutti definition save" saves them');
  addListCommand(resourceType, terminal);
  addGetCommand(resourceType, terminal);
  addDeleteCommand(resourceType, terminal);
}
