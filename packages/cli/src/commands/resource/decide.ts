import type { Command } from 'commander';
import type { DecideDestructionRequest } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { resourceTable } from './resourceTable';

const DESCRIPTIONS: Record<DecideDestructionRequest['decision'], string> = {
  destroy: 'destroy something that was left behind, by a deployment of its own',
  keep: 'keep something that was left behind, and ask nobody again',
};

/** Adds `tutti resource destroy` or `keep`: what becomes of an orphan. */
export function addDecideCommand(
  parent: Command,
  decision: DecideDestructionRequest['decision'],
  terminal: Terminal,
): void {
  addServerOptions(parent.command(decision).argument('<uid>', 'uid of the active resource'))
    .description(DESCRIPTIONS[decision])
    .requiredOption('--reason <text>', 'why; kept with the decision')
    .addHelpText(
      'after',
      `\nExample:\n  tutti resource ${decision} 0199… --reason "Its data has moved"`,
    )
    .action(async (uid: string, options: ServerOptions & { reason: string }) => {
      const { reason } = options;
      const answer = await connect(options, terminal).decideDestruction(uid, { decision, reason });
      if (answer.deployment) {
        const { uid: deployment, number, environment } = answer.deployment;
        terminal.note(`Deployment ${deployment} is number ${number} of ${environment}.`);
      }
      writeResult(terminal, options.output, answer, () => resourceTable([answer.resource]));
    });
}
