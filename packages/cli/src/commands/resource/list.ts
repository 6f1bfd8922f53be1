import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { resourceTable } from './resourceTable';

interface ListOptions extends ServerOptions {
  application?: string;
  environment?: string;
  workload?: string;
}

/** Adds `tutti resource list`: the ledger. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the active resources: what exists, or what nobody can prove absent')
    .option('--application <name>', 'only those of one application')
    .option('--environment <name>', 'only those of its environment of this name')
    .option('--workload <name>', 'only those that a workload uses')
    .addHelpText(
      'after',
      '\nExample:\n  tutti resource list --application shop --environment production',
    )
    .action(async (options: ListOptions) => {
      const client = connect(options, terminal);
      const { application, environment, workload } = options;
      const filter = { application, environment, workload };
      const items = await readAllPages(page => client.listActiveResources({ ...filter, ...page }));
      writeResult(terminal, options.output, items, () => resourceTable(items));
    });
}
