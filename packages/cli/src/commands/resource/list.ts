import type { ActiveResourcesFilter } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { Option } from 'commander';
import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { resourceTable } from './resourceTable';

type ListOptions = ServerOptions & ActiveResourcesFilter;

/** Adds `tutti resource list`: the ledger. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the active resources: what exists, or what nobody can prove absent')
    .option('--application <name>', 'only those of one application')
    .option('--environment <name>', 'only those of its environment of this name')
    .option('--workload <name>', 'only those that a workload uses')
    .option('--type <type>', 'only those of one resource type')
    .option('--class <class>', 'only those of one class of that type')
    .option('--driver <id>', 'only those of one driver')
    .addOption(
      new Option('--role <role>', 'only those with this role').choices([
        ...['current', 'orphan', 'replaced'],
      ]),
    )
    .addOption(
      new Option('--presence <presence>', 'only those with this presence').choices([
        ...['present', 'absent', 'unknown', 'not-checked'],
      ]),
    )
    .option('--deletion-pending', 'only those whose destruction waits for a person')
    .addHelpText(
      'after',
      '\nExample:\n  tutti resource list --application shop --environment production',
    )
    .action(async (options: ListOptions) => {
      const client = connect(options, terminal);
      const { server: _, tokenFile: __, output, ...filter } = options;
      const items = await readAllPages(page => client.listActiveResources({ ...filter, ...page }));
      writeResult(terminal, output, items, () => resourceTable(items));
    });
}
