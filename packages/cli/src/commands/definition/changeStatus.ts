import type { Command } from 'commander';
import type { ChangeVersionStatusRequest } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { makeConfirmed } from '../../server/makeConfirmed';
import { readVersionReference } from './versionReference';
import type { VersionReference } from './versionReference';
import { versionTable } from './versionTable';

/** A command that gives one version of a definition another status. */
interface StatusVerb {
  verb: string;
  status: ChangeVersionStatusRequest['status'];
  description: string;
}

interface StatusOptions extends ServerOptions, ConfirmOptions {
  reason?: string;
}

const VERBS: readonly StatusVerb[] = [
  {
    verb: 'restore',
    status: 'proposed',
    description: 'make a defective or archived version a proposed one, which can be promoted again',
  },
  {
    verb: 'deprecate',
    status: 'deprecated',
    description: 'take a default out of matching without another in its place',
  },
  {
    verb: 'defective',
    status: 'defective',
    description: 'take a version out of matching at once; what exists keeps it',
  },
  {
    verb: 'archive',
    status: 'archived',
    description: 'put away a version that is not the default',
  },
];

/** Adds `tutti definition restore`, `deprecate`, `defective` and `archive`. */
export function addStatusCommands(parent: Command, terminal: Terminal): void {
  for (const { verb, status, description } of VERBS) {
    const command = addServerOptions(
      parent.command(verb).argument('<version>', 'such as postgres@4', readVersionReference),
    );
    (status === 'deprecated' ? addConfirmOption(command) : command)
      .description(description)
      .option('--reason <text>', 'why, for those who read the history')
      .addHelpText(
        'after',
        `\nExample:\n  tutti definition ${verb} postgres-production@4 --reason "…"`,
      )
      .action(async (place: VersionReference, options: StatusOptions) => {
        const { definition, version } = place;
        const { reason } = options;
        const client = connect(options, terminal);
        const changed = await makeConfirmed(client, options, terminal, confirmed =>
          client.changeVersionStatus(definition, version, {
            ...{ status, ...confirmed },
            ...(reason !== undefined && { reason }),
          }),
        );
        writeResult(terminal, options.output, changed, () => versionTable([changed]));
      });
  }
}
