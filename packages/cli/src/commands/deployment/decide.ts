import type { Command } from 'commander';
import type { Approval } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';

interface DecideOptions extends ServerOptions {
  planHash?: string;
  comment?: string;
}

const VERBS: Record<Approval['verdict'], { verb: string; description: string }> = {
  approved: { verb: 'approve', description: 'approve the plan of a deployment that waits for it' },
  rejected: { verb: 'reject', description: 'reject the plan of a deployment that waits' },
};

/** Adds `tutti deployment approve` or `reject`. A verdict is about one plan; without a hash about the one that waits now. */
export function addDecideCommand(
  parent: Command,
  verdict: Approval['verdict'],
  terminal: Terminal,
): void {
  const { verb, description } = VERBS[verdict];
  addServerOptions(parent.command(verb).argument('<uid>', 'uid of the deployment'))
    .description(description)
    .option('--plan-hash <hash>', 'the plan that was looked at; refused when another one waits')
    .option('--comment <text>', 'why, for those who read the history')
    .addHelpText(
      'after',
      `
Examples:
  tutti deployment plan 0199…
  tutti deployment ${verb} 0199… --plan-hash bf6534e6… --comment "Checked with the database team"`,
    )
    .action(async (uid: string, options: DecideOptions) => {
      const client = connect(options, terminal);
      const planHash = options.planHash ?? (await client.getDeployment(uid)).planHash;
      if (planHash === undefined) {
        terminal.note(`Deployment ${uid} has no plan yet, so there is nothing to ${verb}.`);
        terminal.end(exitCodes.no);
        return;
      }
      const decided = await client.decideDeployment(uid, {
        ...{ planHash, verdict },
        ...(options.comment !== undefined && { reason: options.comment }),
      });
      writeResult(terminal, options.output, decided, () => deploymentTable([decided]));
    });
}
