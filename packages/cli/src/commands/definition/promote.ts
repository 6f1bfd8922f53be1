import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { makeConfirmed } from '../../server/makeConfirmed';
import { collectVersionReferences } from './versionReference';
import type { VersionReference } from './versionReference';
import { versionTable } from './versionTable';

/** Adds `tutti definition promote`: all of the versions that are named become defaults, or none. */
export function addPromoteCommand(parent: Command, terminal: Terminal): void {
  const command = addServerOptions(
    parent
      .command('promote')
      .argument('<versions...>', 'such as postgres-production@4', collectVersionReferences),
  );
  addConfirmOption(command)
    .description('make versions the defaults of their definitions, all of them or none')
    .option('--reason <text>', 'why, for those who read the history')
    .addHelpText(
      'after',
      `
Examples:
  tutti definition impact --promote postgres-production@4
  tutti definition promote postgres-production@4 --reason "Backups are on"`,
    )
    .action(
      async (
        versions: VersionReference[],
        options: ServerOptions & ConfirmOptions & { reason?: string },
      ) => {
        const { reason } = options;
        const client = connect(options, terminal);
        const { items } = await makeConfirmed(client, options, terminal, confirmed =>
          client.promoteVersions({
            ...{ versions, ...confirmed },
            ...(reason !== undefined && { reason }),
          }),
        );
        writeResult(terminal, options.output, items, () => versionTable(items));
      },
    );
}
