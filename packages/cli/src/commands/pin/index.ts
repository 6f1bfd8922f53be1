import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addListCommand } from './list';
import { addRemoveCommand } from './remove';
import { addSetCommand } from './set';

/** Adds `tutti pin …`. */
export function addPinCommands(program: Command, terminal: Terminal): void {
  const pin = program.command('pin').description('bind nodes to versions of definitions');
  addListCommand(pin, terminal);
  addSetCommand(pin, terminal);
  addRemoveCommand(pin, terminal);
}
