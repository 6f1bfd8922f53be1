import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addCreateCommand } from './create';
import { addDeleteCommand } from './delete';
import { addGetCommand } from './get';
import { addListCommand } from './list';

/** Adds `tutti application …`. */
export function addApplicationCommands(program: Command, terminal: Terminal): void {
  const application = program.command('application').description('look at applications, make one');
  addListCommand(application, terminal);
  addGetCommand(application, terminal);
  addCreateCommand(application, terminal);
  addDeleteCommand(application, terminal);
}
