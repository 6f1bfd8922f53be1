import type { Command } from 'commander';
import type { Terminal } from '../../../program/Terminal';
import { addChangeCommands } from './change';
import { addGetCommand } from './get';
import { addListCommand } from './list';
import { addStartCommand } from './start';

/** Adds `tutti definition rollout …`. */
export function addRolloutCommands(definition: Command, terminal: Terminal): void {
  const rollout = definition
    .command('rollout')
    .description('bring a version to what exists, wave by wave of environment types');
  addStartCommand(rollout, terminal);
  addListCommand(rollout, terminal);
  addGetCommand(rollout, terminal);
  addChangeCommands(rollout, terminal);
}
