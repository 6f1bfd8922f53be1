import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readVersionReference } from '../definition/versionReference';
import type { VersionReference } from '../definition/versionReference';
import { pinTable } from './pinTable';

interface SetOptions extends ServerOptions {
  application: string;
  environment?: string;
}

/** Adds `tutti pin set`. */
export function addSetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(
    parent
      .command('set')
      .argument('<node>', 'such as postgres.default#web.db, or workload#web')
      .argument('<version>', 'such as postgres-production@3', readVersionReference),
  )
    .description('bind a node to a version of a definition, from its next deployment on')
    .requiredOption('--application <name>', 'name of the application')
    .option('--environment <name>', 'default: all environments without a pin of their own')
    .addHelpText(
      'after',
      `
Example:
  tutti pin set 'postgres.default#web.db' postgres-production@3 --application shop --environment production`,
    )
    .action(async (node: string, reference: VersionReference, options: SetOptions) => {
      const { application, environment } = options;
      const pin = await connect(options, terminal).setPin({
        ...{ application, node, ...reference },
        ...(environment !== undefined && { environment }),
      });
      writeResult(terminal, options.output, pin, () => pinTable([pin]));
    });
}
