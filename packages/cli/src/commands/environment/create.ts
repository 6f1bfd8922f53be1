import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import { pairOption } from '../../program/pairOption';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { environmentTable } from './environmentTable';

interface CreateOptions extends ServerOptions {
  application: string;
  type: string;
  label?: Record<string, string>;
  expiresIn?: string;
}

/** Adds `tutti environment create`. */
export function addCreateCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('create').argument('<name>', 'name of the environment'))
    .description('create an environment of an application')
    .requiredOption('--application <name>', 'name of the application')
    .requiredOption('--type <type>', 'environment type, such as development')
    .addOption(pairOption('--label <name=value>', 'label of the environment'))
    .option('--expires-in <duration>', 'of a preview: how long it lives, such as 72h, or never')
    .addHelpText(
      'after',
      '\nExample:\n  tutti environment create staging --application shop --type staging',
    )
    .action(async (name: string, options: CreateOptions) => {
      const { application, type, label, expiresIn } = options;
      const request = { name, type, expiresIn, ...(label && { labels: label }) };
      const created = await connect(options, terminal).createEnvironment(application, request);
      writeResult(terminal, options.output, created, () => environmentTable([created]));
    });
}
