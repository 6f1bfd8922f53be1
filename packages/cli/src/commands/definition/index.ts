import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addStatusCommands } from './changeStatus';
import { addDeleteCommand } from './delete';
import { addGetCommand } from './get';
import { addImpactCommand } from './impact';
import { addLintCommand } from './lint';
import { addListCommand } from './list';
import { addManifestCommand } from './manifest';
import { addPromoteCommand } from './promote';
import { addRolloutCommands } from './rollout';
import { addSaveCommand } from './save';
import { addTestCommand } from './test';
import { addUsageCommand } from './usage';
import { addVersionsCommand } from './versions';

/** Adds `tutti definition …`. */
export function addDefinitionCommands(program: Command, terminal: Terminal): void {
  const definition = program
    .command('definition')
    .description(
      'check, test, save, promote and roll out resource definitions, and see who uses them',
    );
  addLintCommand(definition, terminal);
  addTestCommand(definition, terminal);
  addListCommand(definition, terminal);
  addGetCommand(definition, terminal);
  addManifestCommand(definition, terminal);
  addVersionsCommand(definition, terminal);
  addUsageCommand(definition, terminal);
  addImpactCommand(definition, terminal);
  addSaveCommand(definition, terminal);
  addDeleteCommand(definition, terminal);
  addPromoteCommand(definition, terminal);
  addRolloutCommands(definition, terminal);
  addStatusCommands(definition, terminal);
}
