import type { Command } from 'commander';
import { writeResult } from '../../../output/writeResult';
import type { Terminal } from '../../../program/Terminal';
import { addServerOptions, connect } from '../../../server/connect';
import type { ServerOptions } from '../../../server/connect';
import { readAllPages } from '../../../server/readAllPages';
import { rolloutDetails } from './rolloutTable';

/** Adds `tutti definition rollout get`. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<uid>', 'uid of the rollout'))
    .description('show how far a rollout is, environment by environment')
    .addHelpText('after', '\nExample:\n  tutti definition rollout get 0199… --output yaml')
    .action(async (uid: string, options: ServerOptions) => {
      const client = connect(options, terminal);
      const rollout = await client.getRollout(uid);
      const environments = await readAllPages(page => client.listRolloutEnvironments(uid, page));
      const shown = { ...rollout, environments };
      writeResult(terminal, options.output, shown, () => rolloutDetails(rollout, environments));
    });
}
