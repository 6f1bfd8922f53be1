import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';

const MOST = 200;

interface ListOptions extends ServerOptions {
  application: string;
  environment?: string;
  workload?: string;
  limit: number;
  output: OutputFormat;
}

/** Adds `tutti deployment list`: the newest deployments of an application. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the deployments of an application, the newest first')
    .requiredOption('--application <name>', 'name of the application')
    .option('--environment <name>', 'only those into one environment')
    .option('--workload <name>', 'only those of one workload')
    .option('--limit <number>', `how many, at most ${MOST}`, parseLimit, 20)
    .addOption(outputOption())
    .addHelpText(
      'after',
      '\nExample:\n  tutti deployment list --application shop --environment production --limit 5',
    )
    .action(async (options: ListOptions) => {
      const { client, call } = connect(options, terminal);
      const { application, environment, workload, limit } = options;
      const { items } = await client.listDeployments(
        application,
        { environment, workload, limit },
        call,
      );
      writeResult(terminal, options.output, items, () => deploymentTable(items));
    });
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST}.`);
  }
  return limit;
}
