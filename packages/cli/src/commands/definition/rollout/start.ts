import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { writeResult } from '../../../output/writeResult';
import type { Terminal } from '../../../program/Terminal';
import { wholeNumber } from '../../../program/wholeNumber';
import { addConfirmOption } from '../../../server/confirmOption';
import type { ConfirmOptions } from '../../../server/confirmOption';
import { addServerOptions, connect } from '../../../server/connect';
import type { ServerOptions } from '../../../server/connect';
import { makeConfirmed } from '../../../server/makeConfirmed';
import { readVersionReference } from '../versionReference';
import type { VersionReference } from '../versionReference';
import { rolloutDetails } from './rolloutTable';

interface StartOptions extends ServerOptions, ConfirmOptions {
  wave?: string[][];
  concurrency?: number;
  reason?: string;
}

/** Adds `tutti definition rollout start`. */
export function addStartCommand(parent: Command, terminal: Terminal): void {
  const command = addServerOptions(
    parent.command('start').argument('<version>', 'such as postgres@4', readVersionReference),
  );
  addConfirmOption(command)
    .description('start a rollout; after its last wave the version becomes the default')
    .option(
      '--wave <types>',
      'environment types of a wave, separated by commas; repeat in order (default: every type in its order)',
      collectWave,
    )
    .option(
      '--concurrency <number>',
      'environments of a wave that are worked on at a time (default: 5)',
      wholeNumber(1, 100),
    )
    .option('--reason <text>', 'why, for those who read the history')
    .addHelpText(
      'after',
      `
Examples:
  tutti definition impact --rollout postgres-production@4
  tutti definition rollout start postgres-production@4 --wave development --wave staging,production`,
    )
    .action(async ({ definition, version }: VersionReference, options: StartOptions) => {
      const { wave, concurrency, reason } = options;
      const client = connect(options, terminal);
      const rollout = await makeConfirmed(client, options, terminal, confirmed =>
        client.startRollout(definition, {
          version,
          ...(wave && { waves: wave }),
          ...(concurrency !== undefined && { concurrency }),
          ...confirmed,
          ...(reason !== undefined && { reason }),
        }),
      );
      writeResult(terminal, options.output, rollout, () => rolloutDetails(rollout));
    });
}

function collectWave(text: string, previous: string[][] = []): string[][] {
  const types = text.split(',').map(type => type.trim());
  if (types.includes('')) {
    throw new InvalidArgumentError(
      'Name environment types, separated by commas, such as staging,production.',
    );
  }
  return [...previous, types];
}
