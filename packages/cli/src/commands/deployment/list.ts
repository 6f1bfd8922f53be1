import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { UsageError } from '../../program/UsageError';
import { wholeNumber } from '../../program/wholeNumber';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';

const MOST = 200;

interface ListOptions extends ServerOptions {
  application?: string;
  environment?: string;
  workload?: string;
  waitsForMe?: boolean;
  limit: number;
}

/** Adds `tutti deployment list`: the newest deployments of an application, or what has not ended anywhere. */
export function addListCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list the deployments of an application, or what has not ended, the newest first')
    .option(
      '--application <name>',
      'name of the application; without it, what has not ended anywhere',
    )
    .option('--environment <name>', 'only those into one environment')
    .option('--workload <name>', 'only those of one workload')
    .option('--waits-for-me', 'only those that wait for an approval that you may give')
    .option('--limit <number>', `how many, at most ${MOST}`, wholeNumber(1, MOST), 20)
    .addHelpText(
      'after',
      `
Examples:
  tutti deployment list --application shop --environment production --limit 5
  tutti deployment list --waits-for-me`,
    )
    .action(async (options: ListOptions) => {
      const client = connect(options, terminal);
      const { application, environment, workload, waitsForMe, limit } = options;
      const mixed = application === undefined ? (environment ?? workload) : waitsForMe;
      if (mixed !== undefined) {
        throw new UsageError(
          'Give --environment and --workload together with --application, and --waits-for-me without it.',
        );
      }
      const { items } =
        application === undefined
          ? await client.listDeploymentsUnderWay({ limit, ...(waitsForMe && { waitsFor: 'me' }) })
          : await client.listDeployments(application, { environment, workload, limit });
      writeResult(terminal, options.output, items, () => deploymentTable(items));
    });
}
