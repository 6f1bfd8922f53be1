import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { deploymentTable } from './deploymentTable';

/** Adds `tutti deployment get`: a deployment and its nodes. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<uid>', 'uid of the deployment'))
    .description('show a deployment and how far its nodes are')
    .addHelpText('after', '\nExample:\n  tutti deployment get 0199… --output yaml')
    .action(async (uid: string, options: ServerOptions) => {
      const client = connect(options, terminal);
      const deployment = await client.getDeployment(uid);
      const { items: nodes } = await client.listDeploymentNodes(uid);
      writeResult(terminal, options.output, { ...deployment, nodes }, () => [
        ...deploymentTable([deployment]),
        ...(deployment.error ? ['', deployment.error] : []),
        '',
        {
          columns: ['NODE', 'ACTION', 'STATUS', 'ATTEMPTS', 'ERROR'],
          rows: nodes.map(each => [
            each.node,
            each.action,
            each.status,
            String(each.attempts),
            each.error ?? '-',
          ]),
        },
      ]);
    });
}
