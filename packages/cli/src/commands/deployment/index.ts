import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addGetCommand } from './get';
import { addListCommand } from './list';
import { addLogCommand } from './log';
import { addSubmitCommand } from './submit';

/** Adds `tutti deployment …`. */
export function addDeploymentCommands(program: Command, terminal: Terminal): void {
  const deployment = program.command('deployment').description('deploy, and follow deployments');
  addSubmitCommand(deployment, terminal);
  addGetCommand(deployment, terminal);
  addListCommand(deployment, terminal);
  addLogCommand(deployment, terminal);
}
