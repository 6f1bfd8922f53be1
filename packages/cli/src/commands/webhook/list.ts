import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { webhookTable } from './webhookTable';

/** Adds `tutti webhook list` and `get`. */
export function addListCommands(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('list'))
    .description('list webhooks, in the order in which they were made')
    .option('--application <name>', 'only those of one application')
    .addHelpText('after', '\nExample:\n  tutti webhook list --application shop')
    .action(async (options: ServerOptions & { application?: string }) => {
      const client = connect(options, terminal);
      const { application } = options;
      const items = await readAllPages(page => client.listWebhooks({ application, ...page }));
      writeResult(terminal, options.output, items, () => webhookTable(items));
    });
  addServerOptions(parent.command('get').argument('<uid>', 'uid of the webhook'))
    .description('show a webhook; its address and secret are never given back')
    .addHelpText('after', '\nExample:\n  tutti webhook get 0199…')
    .action(async (uid: string, options: ServerOptions) => {
      const webhook = await connect(options, terminal).getWebhook(uid);
      writeResult(terminal, options.output, webhook, () => webhookTable([webhook]));
    });
}
