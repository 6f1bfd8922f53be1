import type { Command } from 'commander';
import { planProblemLines, planTable } from '../../output/planTable';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti deployment plan`: what a deployment does, or would do once it is approved. */
export function addPlanCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('plan').argument('<uid>', 'uid of the deployment'))
    .description('show the plan of a deployment')
    .addHelpText('after', '\nExample:\n  tutti deployment plan 0199… --output json')
    .action(async (uid: string, options: ServerOptions) => {
      const plan = await connect(options, terminal).getPlan(uid);
      writeResult(terminal, options.output, plan, () => planTable(plan));
      planProblemLines(plan).forEach(line => terminal.note(line));
      terminal.note(`Plan hash: ${plan.hash}`);
    });
}
