import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { pinTable } from './pinTable';

/** Adds `tutti pin remove`. */
export function addRemoveCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('remove').argument('<uid>', 'uid of the pin'))
    .description('let a node be matched again')
    .addHelpText('after', '\nExample:\n  tutti pin remove 0199…')
    .action(async (uid: string, options: ServerOptions) => {
      const pin = await connect(options, terminal).deletePin(uid);
      writeResult(terminal, options.output, pin, () => pinTable([pin]));
    });
}
