import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addGetCommand } from './get';
import { addListCommand } from './list';

/** Adds `tutti resource …`. */
export function addResourceCommands(program: Command, terminal: Terminal): void {
  const resource = program.command('resource').description('look at active resources');
  addListCommand(resource, terminal);
  addGetCommand(resource, terminal);
}
