import type { Command } from 'commander';
import { writeResult } from '../../../output/writeResult';
import type { Terminal } from '../../../program/Terminal';
import { addServerOptions, connect } from '../../../server/connect';
import type { ServerOptions } from '../../../server/connect';
import { rolloutDetails } from './rolloutTable';

/** Adds `tutti definition rollout get`. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<uid>', 'uid of the rollout'))
    .description('show how far a rollout is, environment by environment')
    .addHelpText('after', '\nExample:\n  tutti definition rollout get 0199… --output yaml')
    .action(async (uid: string, options: ServerOptions) => {
      const rollout = await connect(options, terminal).getRollout(uid);
      writeResult(terminal, options.output, rollout, () => rolloutDetails(rollout));
    });
}
