import type { Command } from 'commander';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';

/** Adds `tutti application …`. */
export function addApplicationCommands(program: Command, terminal: Terminal): void {
  const application = program.command('application').description('look at applications');
  addServerOptions(application.command('list'))
    .description('list the applications of a server')
    .addOption(outputOption())
    .addHelpText('after', '\nExample:\n  tutti application list --output json')
    .action(async (options: ServerOptions & { output: OutputFormat }) => {
      const { client, call } = connect(options, terminal);
      const items = await readAllPages(page => client.listApplications(page, call));
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['NAME', 'TITLE', 'OWNER', 'SYSTEM'],
          rows: items.map(each => [
            each.name,
            each.title ?? '-',
            each.ownerRef ?? '-',
            each.systemRef ?? '-',
          ]),
        },
      ]);
    });
}
