import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addLifecycleOptions, handIn } from './lifecycleOptions';
import type { LifecycleOptions } from './lifecycleOptions';

interface PromoteOptions extends LifecycleOptions {
  application: string;
  from: string;
  to: string;
  workload?: string[];
}

/** Adds `tutti deployment promote`: workloads go from one environment to the next. */
export function addPromoteCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('promote')
    .description('take workloads from one environment to the next')
    .requiredOption('--application <name>', 'name of the application')
    .requiredOption('--from <environment>', 'name of the environment that they come from')
    .requiredOption('--to <environment>', 'name of the environment that they go to')
    .option('--workload <names...>', 'only these; default: all that are wanted there')
    .addHelpText(
      'after',
      `
Examples:
  tutti deployment promote --application shop --from staging --to production --plan-only --wait
  tutti deployment promote --application shop --from staging --to production --workload web --wait`,
    )
    .action(({ application, from, to, workload: workloads, ...options }: PromoteOptions) =>
      handIn(options, terminal, (client, common, keyed) =>
        client.promoteWorkloads(application, to, { from, workloads, ...common }, keyed),
      ),
    );
  addLifecycleOptions(command);
}
