import type { Command } from 'commander';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readAllPages } from '../../server/readAllPages';
import { deliveryTable } from './webhookTable';

/** Adds `tutti webhook test`, `deliveries` and `redeliver`. */
export function addDeliveryCommands(parent: Command, terminal: Terminal): void {
  const webhook = (verb: string) =>
    addServerOptions(parent.command(verb).argument('<uid>', 'uid of the webhook'));
  webhook('test')
    .description('send it a test')
    .addHelpText('after', '\nExample:\n  tutti webhook test 0199…')
    .action(async (uid: string, options: ServerOptions) => {
      const delivery = await connect(options, terminal).pingWebhook(uid);
      writeResult(terminal, options.output, delivery, () => deliveryTable([delivery]));
    });
  webhook('deliveries')
    .description('list what was sent to it, the newest first')
    .addHelpText('after', '\nExample:\n  tutti webhook deliveries 0199… --output json')
    .action(async (uid: string, options: ServerOptions) => {
      const client = connect(options, terminal);
      const items = await readAllPages(page => client.listDeliveries(uid, page));
      writeResult(terminal, options.output, items, () => deliveryTable(items));
    });
  webhook('redeliver')
    .argument('<delivery>', 'uid of a delivery that has ended')
    .description('send a delivery again, under the same id')
    .addHelpText('after', '\nExample:\n  tutti webhook redeliver 0199… 019a…')
    .action(async (uid: string, delivery: string, options: ServerOptions) => {
      const sent = await connect(options, terminal).redeliver(uid, delivery);
      writeResult(terminal, options.output, sent, () => deliveryTable([sent]));
    });
}
