import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { wholeNumber } from '../../program/wholeNumber';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';

const MOST = 200;

interface ListOptions extends ServerOptions {
  application: string;
  environment?: string;
  workload?: string;
  limit: number;
}

/** Adds `tutti deployment list`: the newest deployments of an application. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the deployments of an application, the newest first')
    .requiredOption('--application <name>', 'name of the application')
    .option('--environment <name>', 'only those into one environment')
    .option('--workload <name>', 'only those of one workload')
    .option('--limit <number>', `how many, at most ${MOST}`, wholeNumber(1, MOST), 20)
    .addHelpText(
      'after',
      '\nExample:\n  tutti deployment list --application shop --environment production --limit 5',
    )
    .action(async (options: ListOptions) => {
      const client = connect(options, terminal);
      const { application, environment, workload, limit } = options;
      const { items } = await client.listDeployments(application, { environment, workload, limit });
      writeResult(terminal, options.output, items, () => deploymentTable(items));
    });
}
