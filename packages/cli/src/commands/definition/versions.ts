import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { versionTable } from './versionTable';

/** Adds `tutti definition versions`. */
export function addVersionsCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('versions').argument('<name>', 'name of the definition'))
    .description('list the versions of a definition, the newest first')
    .addHelpText('after', '\nExample:\n  tutti definition versions postgres-production')
    .action(async (name: string, options: ServerOptions) => {
      const { items } = await connect(options, terminal).listDefinitionVersions(name);
      writeResult(terminal, options.output, items, () => versionTable(items));
    });
}
