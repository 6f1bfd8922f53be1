import type { Command } from 'commander';
import { problemLines } from '../output/problemLines';
import { writeResult } from '../output/writeResult';
import type { Terminal } from '../program/Terminal';
import { addServerOptions, connect } from '../server/connect';
import type { ServerOptions } from '../server/connect';

/** Adds `tutti source list`: where manifests come from, and what is wrong there. */
export function addSourceCommands(program: Command, terminal: Terminal): void {
  const source = program.command('source').description('look at sources of manifests');
  addServerOptions(source.command('list'))
    .description('list the sources of manifests and what is wrong there')
    .addHelpText('after', '\nExample:\n  tutti source list')
    .action(async (options: ServerOptions) => {
      const { items } = await connect(options, terminal).listManifestSources();
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['NAME', 'KIND', 'STATUS', 'MANIFESTS', 'NEW VERSIONS', 'LAST READ', 'TARGET'],
          rows: items.map(each => [
            ...[each.name, each.kind, each.status, String(each.manifests), each.newVersions],
            ...[each.lastReadAt ?? '-', each.target],
          ]),
        },
      ]);
      for (const { name, problems } of items) {
        problemLines(problems).forEach(line => terminal.note(`${name}: ${line}`));
      }
    });
}
