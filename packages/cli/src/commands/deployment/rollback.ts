import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addLifecycleOptions, handIn } from './lifecycleOptions';
import type { LifecycleOptions } from './lifecycleOptions';

interface RollbackOptions extends LifecycleOptions {
  workload?: string[];
  wholeEnvironment?: boolean;
}

/** Adds `tutti deployment rollback`: what an earlier deployment made true is brought back. */
export function addRollbackCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('rollback')
    .argument('<uid>', 'uid of the deployment to go back to')
    .description('bring back what an earlier deployment made true')
    .option('--workload <names...>', 'take back only these workloads; default: those it names')
    .option('--whole-environment', 'take back all, and take out what was not there then')
    .addHelpText(
      'after',
      `
Examples:
  tutti deployment rollback 0199… --plan-only --wait
  tutti deployment rollback 0199… --comment "Checkout is broken" --wait

What comes back is held: no pipeline deploys it until "tutti environment release".`,
    )
    .action((uid: string, options: RollbackOptions) =>
      handIn(options, terminal, async (client, common, keyed) => {
        const { application, environment } = await client.getDeployment(uid);
        const { workload: workloads, wholeEnvironment } = options;
        const request = { deployment: uid, workloads, wholeEnvironment, ...common };
        return client.rollBack(application, environment, request, keyed);
      }),
    );
  addLifecycleOptions(command);
}
