import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import { pairOption } from '../../program/pairOption';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { applicationTable } from './applicationTable';

interface CreateOptions extends ServerOptions {
  title?: string;
  system?: string;
  label?: Record<string, string>;
}

/** Adds `tutti application create`. */
export function addCreateCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('create').argument('<name>', 'name of the application'))
    .description('create an application')
    .option('--title <text>', 'as people call it')
    .option('--system <ref>', 'the catalog System that it is, such as system:default/shop')
    .addOption(pairOption('--label <name=value>', 'label of the application'))
    .addHelpText(
      'after',
      '\nExample:\n  tutti application create shop --system system:default/shop',
    )
    .action(async (name: string, options: CreateOptions) => {
      const { title, system, label } = options;
      const created = await connect(options, terminal).createApplication({
        name,
        ...(title !== undefined && { title }),
        ...(system !== undefined && { systemRef: system }),
        ...(label && { labels: label }),
      });
      writeResult(terminal, options.output, created, () => applicationTable([created]));
    });
}
