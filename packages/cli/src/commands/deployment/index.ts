import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addCancelCommand } from './cancel';
import { addDecideCommand } from './decide';
import { addGetCommand } from './get';
import { addListCommand } from './list';
import { addLogCommand } from './log';
import { addPlanCommand } from './plan';
import { addPromoteCommand } from './promote';
import { addRefreshCommand } from './refresh';
import { addRetryCommand } from './retry';
import { addRollbackCommand } from './rollback';
import { addSubmitCommand } from './submit';
import { addWaitCommand } from './wait';

/** Adds `tutti deployment …`. */
export function addDeploymentCommands(program: Command, terminal: Terminal): void {
  const deployment = program
    .command('deployment')
    .description('deploy, follow deployments, and decide about them');
  addSubmitCommand(deployment, terminal);
  addListCommand(deployment, terminal);
  addGetCommand(deployment, terminal);
  addPlanCommand(deployment, terminal);
  addLogCommand(deployment, terminal);
  addWaitCommand(deployment, terminal);
  addDecideCommand(deployment, 'approved', terminal);
  addDecideCommand(deployment, 'rejected', terminal);
  addCancelCommand(deployment, terminal);
  addRetryCommand(deployment, terminal);
  addRollbackCommand(deployment, terminal);
  addPromoteCommand(deployment, terminal);
  addRefreshCommand(deployment, terminal);
}
