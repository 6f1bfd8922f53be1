import type { Command } from 'commander';
import type {
  PlatformOrchestratorApi,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { webhookTable } from './webhookTable';

/** A command that changes a webhook, and shows what it is then or was. */
interface ChangeVerb {
  verb: string;
  description: string;
  change(client: PlatformOrchestratorApi, uid: string): Promise<WebhookView>;
}

const VERBS: readonly ChangeVerb[] = [
  {
    verb: 'enable',
    description: 'tell it again; what was to be told meanwhile is not made up for',
    change: (client, uid) => client.updateWebhook(uid, { status: 'enabled' }),
  },
  {
    verb: 'disable',
    description: 'tell it nothing until it is enabled',
    change: (client, uid) => client.updateWebhook(uid, { status: 'disabled' }),
  },
  {
    verb: 'delete',
    description: 'remove it with its deliveries',
    change: (client, uid) => client.deleteWebhook(uid),
  },
];

/** Adds `tutti webhook enable`, `disable` and `delete`. */
export function addChangeCommands(parent: Command, terminal: Terminal): void {
  for (const { verb, description, change } of VERBS) {
    addServerOptions(parent.command(verb).argument('<uid>', 'uid of the webhook'))
      .description(description)
      .addHelpText('after', `\nExample:\n  tutti webhook ${verb} 0199…`)
      .action(async (uid: string, options: ServerOptions) => {
        const webhook = await change(connect(options, terminal), uid);
        writeResult(terminal, options.output, webhook, () => webhookTable([webhook]));
      });
  }
}
