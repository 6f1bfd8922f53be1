import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { environmentTable } from './environmentTable';

interface GetOptions extends ServerOptions {
  application: string;
}

/** Adds `tutti environment get`: an environment and what runs there. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<name>', 'name of the environment'))
    .description('show an environment and what runs there')
    .requiredOption('--application <name>', 'name of the application')
    .addHelpText('after', '\nExample:\n  tutti environment get staging --application shop')
    .action(async (name: string, options: GetOptions) => {
      const client = connect(options, terminal);
      const { application } = options;
      const environment = await client.getEnvironment(application, name);
      const { items } = await client.listWorkloadStatuses(application, { environment: name });
      writeResult(terminal, options.output, { ...environment, workloadStatuses: items }, () => [
        ...environmentTable([environment]),
        '',
        {
          columns: ['WORKLOAD', 'READINESS', 'LAST DEPLOYMENT', 'STATUS', 'IMAGES'],
          rows: items.map(({ workload, readiness, lastDeployment, images }) => [
            workload,
            readiness,
            lastDeployment ? String(lastDeployment.number) : '-',
            lastDeployment?.status ?? '-',
            Object.entries(images)
              .map(([container, image]) => `${container}=${image}`)
              .join(', ') || '-',
          ]),
        },
      ]);
    });
}
