import type { RolloutStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { Option } from 'commander';
import type { Command } from 'commander';
import { writeResult } from '../../../output/writeResult';
import type { Terminal } from '../../../program/Terminal';
import { addServerOptions, connect } from '../../../server/connect';
import type { ServerOptions } from '../../../server/connect';
import { readAllPages } from '../../../server/readAllPages';
import { rolloutTable } from './rolloutTable';

/** Adds `tutti definition rollout list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list').argument('<name>', 'name of the definition'))
    .description('list the rollouts of a definition, the newest first')
    .addOption(
      new Option('--status <status>', 'only those with this status').choices([
        ...['running', 'paused', 'succeeded', 'stopped'],
      ]),
    )
    .addHelpText('after', '\nExample:\n  tutti definition rollout list postgres-production')
    .action(async (name: string, options: ServerOptions & { status?: RolloutStatus }) => {
      const client = connect(options, terminal);
      const { status } = options;
      const items = await readAllPages(page => client.listRollouts(name, { status, ...page }));
      writeResult(terminal, options.output, items, () => rolloutTable(items));
    });
}
