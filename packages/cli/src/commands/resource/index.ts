import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addDecideCommand } from './decide';
import { addGetCommand } from './get';
import { addListCommand } from './list';
import { addResolveCommand } from './resolve';

/** Adds `tutti resource …`. */
export function addResourceCommands(program: Command, terminal: Terminal): void {
  const resource = program
    .command('resource')
    .description('look at active resources, and decide about them');
  addListCommand(resource, terminal);
  addGetCommand(resource, terminal);
  addResolveCommand(resource, terminal);
  addDecideCommand(resource, 'destroy', terminal);
  addDecideCommand(resource, 'keep', terminal);
}
