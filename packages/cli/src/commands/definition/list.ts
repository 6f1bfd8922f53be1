import { VERSION_TRANSITIONS } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionsFilter } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { Option } from 'commander';
import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { definitionTable } from './definitionTable';

/** Adds `tutti definition list`. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the definitions of a server')
    .option('--type <type>', 'only those of one resource type')
    .option('--driver <id>', 'only those of one driver')
    .addOption(
      new Option('--status <status>', 'only those whose version in force has it').choices(
        Object.keys(VERSION_TRANSITIONS),
      ),
    )
    .option('--owner <reference>', 'only those of one owner, such as group:default/dba')
    .option('--text <text>', 'only those with it in the name or title')
    .addHelpText('after', '\nExample:\n  tutti definition list --type postgres')
    .action(async (options: ServerOptions & DefinitionsFilter) => {
      const client = connect(options, terminal);
      const { type, driver, status, owner, text } = options;
      const filter = { type, driver, status, owner, text };
      const items = await readAllPages(page => client.listDefinitions({ ...filter, ...page }));
      writeResult(terminal, options.output, items, () => definitionTable(items));
    });
}
