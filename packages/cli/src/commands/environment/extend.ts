import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { environmentTable } from './environmentTable';

interface ExtendOptions extends ServerOptions {
  application: string;
  expiresIn: string;
}

/** Adds `tutti environment extend`: says anew when a preview deletes itself. */
export function addExtendCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('extend').argument('<name>', 'name of the preview'))
    .description('let a preview live longer, within the maximum of its type')
    .requiredOption('--application <name>', 'name of the application')
    .requiredOption('--expires-in <duration>', 'how long from now, such as 72h, or never')
    .addHelpText(
      'after',
      '\nExample:\n  tutti environment extend pr-12 --application shop --expires-in 72h',
    )
    .action(async (name: string, { application, expiresIn, ...options }: ExtendOptions) => {
      const client = connect(options, terminal);
      const environment = await client.changeEnvironment(application, name, { expiresIn });
      terminal.note(
        environment.expiresAt === undefined
          ? `${name} does not delete itself any more.`
          : `${name} deletes itself at ${environment.expiresAt}.`,
      );
      writeResult(terminal, options.output, environment, () => environmentTable([environment]));
    });
}
