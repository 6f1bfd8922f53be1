import { randomBytes } from 'node:crypto';
import { WEBHOOK_EVENTS } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { WebhookEvent } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { Option } from 'commander';
import type { Command } from 'commander';
import { readText } from '../../files/readBytes';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { UsageError } from '../../program/UsageError';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { webhookTable } from './webhookTable';

/** Random bytes of a key of signatures, as the server takes it. */
const SECRET_BYTES = 32;

interface CreateOptions extends ServerOptions {
  name: string;
  url?: string;
  urlFile?: string;
  secretFile?: string;
  event: WebhookEvent[];
  application?: string;
  environmentType?: string[];
}

/** Adds `tutti webhook create`: the secret of a new webhook is part of the result, this one time. */
export function addCreateCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('create'))
    .description('make a webhook; its secret is shown this one time')
    .requiredOption('--name <name>', 'what people call it')
    .option('--url <url>', 'address; others on this machine can read it')
    .option('--url-file <file>', 'file with the address, when that is itself a secret')
    .option('--secret-file <file>', 'file with the secret (default: a new one is made)')
    .addOption(
      new Option('--event <events...>', 'what it is told')
        .choices([...WEBHOOK_EVENTS])
        .makeOptionMandatory(),
    )
    .option('--application <name>', 'only environments of this application')
    .option('--environment-type <types...>', 'only environments of these types')
    .addHelpText(
      'after',
      `
Example:
  tutti webhook create --name chat --url https://hooks.example.com/tutti --event deployment.approval-needed`,
    )
    .action((options: CreateOptions) => create(options, terminal));
}

async function create(options: CreateOptions, terminal: Terminal): Promise<void> {
  const { name, event: events, application, environmentType: environmentTypes } = options;
  const url = options.urlFile === undefined ? options.url : readText(options.urlFile).trim();
  if (url === undefined) {
    throw new UsageError('Say which address: --url https://…, or --url-file with a file of it.');
  }
  const secret =
    options.secretFile === undefined
      ? `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
      : readText(options.secretFile).trim();
  const webhook = await connect(options, terminal).createWebhook({
    ...{ name, url, secret, events },
    ...(application !== undefined && { application }),
    ...(environmentTypes && { environmentTypes }),
  });
  const isNew = options.secretFile === undefined;
  const result = isNew ? { ...webhook, secret } : webhook;
  writeResult(terminal, options.output, result, () => [
    ...webhookTable([webhook]),
    ...(isNew ? ['', `Secret, shown this one time: ${secret}`] : []),
  ]);
}
