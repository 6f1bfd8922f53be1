import type { Command } from 'commander';
import type {
  PlatformOrchestratorApi,
  ResumeRolloutRequest,
  RolloutView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../../output/writeResult';
import type { Terminal } from '../../../program/Terminal';
import { addConfirmOption } from '../../../server/confirmOption';
import type { ConfirmOptions } from '../../../server/confirmOption';
import { addServerOptions, connect } from '../../../server/connect';
import type { ServerOptions } from '../../../server/connect';
import { makeConfirmed } from '../../../server/makeConfirmed';
import { rolloutDetails } from './rolloutTable';

interface ChangeOptions extends ServerOptions, ConfirmOptions {
  reason?: string;
}

/** A command that changes how a rollout goes on. */
interface ChangeVerb {
  verb: string;
  description: string;
  /** Whether it may take something away that nobody has confirmed yet. */
  confirms?: boolean;
  change(
    client: PlatformOrchestratorApi,
    uid: string,
    request: ResumeRolloutRequest,
  ): Promise<RolloutView>;
}

const VERBS: readonly ChangeVerb[] = [
  {
    verb: 'pause',
    description: 'begin nothing more; what is under way comes to its end',
    change: (client, uid, request) => client.pauseRollout(uid, request),
  },
  {
    verb: 'resume',
    description: 'go on with a rollout that is paused; what failed is tried again',
    confirms: true,
    change: (client, uid, request) => client.resumeRollout(uid, request),
  },
  {
    verb: 'stop',
    description: 'end a rollout where it is; what it has reached keeps what it has',
    change: (client, uid, request) => client.stopRollout(uid, request),
  },
];

/** Adds `tutti definition rollout pause`, `resume` and `stop`. */
export function addChangeCommands(parent: Command, terminal: Terminal): void {
  for (const { verb, description, confirms, change } of VERBS) {
    const command = addServerOptions(parent.command(verb).argument('<uid>', 'uid of the rollout'));
    (confirms ? addConfirmOption(command) : command)
      .description(description)
      .option('--reason <text>', 'why, for those who read the history')
      .addHelpText(
        'after',
        `\nExample:\n  tutti definition rollout ${verb} 0199… --reason "Looking into staging"`,
      )
      .action(async (uid: string, options: ChangeOptions) => {
        const { reason } = options;
        const client = connect(options, terminal);
        const rollout = await makeConfirmed(client, options, terminal, confirmed =>
          change(client, uid, { ...confirmed, ...(reason !== undefined && { reason }) }),
        );
        writeResult(terminal, options.output, rollout, () => rolloutDetails(rollout));
      });
  }
}
