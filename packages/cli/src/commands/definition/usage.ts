import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { resourceTable } from '../resource/resourceTable';
import { readVersionReference } from './versionReference';

/** Adds `tutti definition usage`. */
export function addUsageCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(
    parent.command('usage').argument('<name>', 'name of the definition, or name@version'),
  )
    .description('list every active resource that a definition, or one version of it, has made')
    .addHelpText('after', '\nExample:\n  tutti definition usage postgres-production@3')
    .action(async (name: string, options: ServerOptions) => {
      const client = connect(options, terminal);
      const { definition, ...filter } = name.includes('@')
        ? readVersionReference(name)
        : { definition: name };
      const items = await readAllPages(page =>
        client.listDefinitionUsage(definition, { ...filter, ...page }),
      );
      writeResult(terminal, options.output, items, () => resourceTable(items));
    });
}
