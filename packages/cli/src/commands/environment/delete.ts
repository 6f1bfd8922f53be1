import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { UsageError } from '../../program/UsageError';
import { addLifecycleOptions, handIn } from '../deployment/lifecycleOptions';
import type { LifecycleOptions } from '../deployment/lifecycleOptions';

interface DeleteOptions extends LifecycleOptions {
  application: string;
  confirm?: string;
}

/** Adds `tutti environment delete`. The name is given twice, because a slip of the pen cannot be taken back. */
export function addDeleteCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('delete')
    .argument('<name>', 'name of the environment')
    .description('delete an environment and what is in it, as the deletion policies say')
    .requiredOption('--application <name>', 'name of the application')
    .option('--confirm <name>', 'the name again; not needed with --plan-only')
    .addHelpText(
      'after',
      `
Examples:
  tutti environment delete pr-12 --application shop --plan-only --wait
  tutti environment delete pr-12 --application shop --confirm pr-12 --wait`,
    )
    .action(async (name: string, options: DeleteOptions) => {
      if (!options.planOnly && options.confirm !== name) {
        throw new UsageError(
          `Nothing is deleted without its name a second time: look at it with --plan-only --wait, then add --confirm ${name}.`,
        );
      }
      await handIn(options, terminal, (client, { onBusy: _, ...request }, keyed) =>
        client.deleteEnvironment(options.application, name, request, keyed),
      );
    });
  addLifecycleOptions(command);
}
