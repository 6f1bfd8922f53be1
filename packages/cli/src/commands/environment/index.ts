import type { Command } from 'commander';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';

/** Adds `tutti environment …`. */
export function addEnvironmentCommands(program: Command, terminal: Terminal): void {
  const environment = program.command('environment').description('look at environments');
  addServerOptions(environment.command('list'))
    .description('list the environments of an application')
    .requiredOption('--application <name>', 'name of the application')
    .addOption(outputOption())
    .addHelpText('after', '\nExample:\n  tutti environment list --application shop')
    .action(async (options: ServerOptions & { application: string; output: OutputFormat }) => {
      const { client, call } = connect(options, terminal);
      const items = await readAllPages(page =>
        client.listEnvironments(options.application, { ...call, ...page }),
      );
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['NAME', 'TYPE', 'STATUS', 'WORKLOADS'],
          rows: items.map(each => [
            each.name,
            each.type,
            each.status,
            each.workloads.join(', ') || '-',
          ]),
        },
      ]);
    });
}
