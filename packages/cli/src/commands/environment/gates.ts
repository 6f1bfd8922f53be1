import type { Command } from 'commander';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { environmentTable } from './environmentTable';

interface GateOptions extends ServerOptions {
  application: string;
}

/** Adds `tutti environment pause`, `resume` and `release`: what keeps deployments out of an environment. */
export function addGateCommands(parent: Command, terminal: Terminal): void {
  gate(parent, 'pause')
    .description('keep deployments out of an environment; they wait until it is resumed')
    .requiredOption('--reason <text>', 'why, for those whose deployments wait')
    .option('--refuse', 'refuse deployments instead of letting them wait')
    .addHelpText(
      'after',
      '\nExample:\n  tutti environment pause production --application shop --reason "The audit runs"',
    )
    .action(async (name: string, options: GateOptions & { reason: string; refuse?: boolean }) => {
      const { application, reason, refuse } = options;
      const request = { reason, ...(refuse && { refuse }) };
      const client = connect(options, terminal);
      show(terminal, options, await client.pauseEnvironment(application, name, request));
    });
  gate(parent, 'resume')
    .description('let deployments into an environment again')
    .addHelpText('after', '\nExample:\n  tutti environment resume production --application shop')
    .action(async (name: string, options: GateOptions) => {
      const client = connect(options, terminal);
      show(terminal, options, await client.resumeEnvironment(options.application, name));
    });
  gate(parent, 'release')
    .description('let pipelines deploy again what rollbacks hold')
    .option('--deployment <uid>', 'only what this rollback holds')
    .addHelpText('after', '\nExample:\n  tutti environment release production --application shop')
    .action(async (name: string, options: GateOptions & { deployment?: string }) => {
      const { application, deployment } = options;
      const client = connect(options, terminal);
      show(terminal, options, await client.releaseHolds(application, name, { deployment }));
    });
}

function gate(parent: Command, verb: string): Command {
  const command = parent
    .command(verb)
    .argument('<name>', 'name of the environment')
    .requiredOption('--application <name>', 'name of the application');
  return addServerOptions(command);
}

function show(terminal: Terminal, { output }: ServerOptions, environment: Environment): void {
  writeResult(terminal, output, environment, () => environmentTable([environment]));
}
