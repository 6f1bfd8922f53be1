import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addLifecycleOptions, handIn } from './lifecycleOptions';
import type { LifecycleOptions } from './lifecycleOptions';

interface RefreshOptions extends LifecycleOptions {
  application: string;
  environment: string;
  workload?: string[];
}

/** Adds `tutti deployment refresh`: what is wanted is brought to the definition versions of now. */
export function addRefreshCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('refresh')
    .description('bring what runs to the definition versions and shared values of now')
    .requiredOption('--application <name>', 'name of the application')
    .requiredOption('--environment <name>', 'name of the environment')
    .option('--workload <names...>', 'only these; default: the whole environment')
    .addHelpText(
      'after',
      '\nExample:\n  tutti deployment refresh --application shop --environment dev --plan-only --wait',
    )
    .action(({ application, environment, workload: workloads, ...options }: RefreshOptions) =>
      handIn(options, terminal, (client, common, keyed) =>
        client.refreshEnvironment(application, environment, { workloads, ...common }, keyed),
      ),
    );
  addLifecycleOptions(command);
}
