import type { Command } from 'commander';
import { stringify } from 'yaml';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { resourceTable } from './resourceTable';

/** Adds `tutti resource get`. The server shows secrets as marks, never as values. */
export function addGetCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('get').argument('<uid>', 'uid of the active resource'))
    .description('show an active resource with its inputs, outputs and evidence')
    .addHelpText('after', '\nExample:\n  tutti resource get 0199… --output yaml')
    .action(async (uid: string, options: ServerOptions) => {
      const resource = await connect(options, terminal).getActiveResource(uid);
      const { inputs, outputs, evidence, dependsOn, workloads } = resource;
      writeResult(terminal, options.output, resource, () => [
        ...resourceTable([resource]),
        '',
        ...stringify({ inputs, outputs, evidence, dependsOn, workloads }).trimEnd().split('\n'),
      ]);
    });
}
