import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readVersionReference } from './versionReference';

/** Adds `tutti definition manifest`: the YAML of a definition, to be looked at, changed and saved again. */
export function addManifestCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(
    parent.command('manifest').argument('<name>', 'name of the definition, or name@version'),
  )
    .description('write the manifest of a definition, or of one version of it, as YAML')
    .addHelpText(
      'after',
      `
Examples:
  tutti definition manifest postgres-development > postgres.yaml
  tutti definition manifest postgres-development@3 | diff - postgres.yaml`,
    )
    .action(async (name: string, options: ServerOptions) => {
      const { definition, ...filter } = name.includes('@')
        ? readVersionReference(name)
        : { definition: name };
      const found = await connect(options, terminal).getDefinitionManifest(definition, filter);
      if (options.output === 'table') {
        terminal.write(found.manifest.replace(/\n*$/, '\n'));
      } else {
        writeResult(terminal, options.output, found, () => []);
      }
    });
}
