import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addExplainCommand } from './explain';
import { addUpgradeCommand } from './upgrade';
import { addValidateCommand } from './validate';

/** Adds `tutti score …`. */
export function addScoreCommands(program: Command, terminal: Terminal): void {
  const score = program.command('score').description('check and understand Score files');
  addValidateCommand(score, terminal);
  addUpgradeCommand(score, terminal);
  addExplainCommand(score, terminal);
}
