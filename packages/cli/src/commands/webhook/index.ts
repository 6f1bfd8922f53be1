import type { Command } from 'commander';
import type { Terminal } from '../../program/Terminal';
import { addChangeCommands } from './change';
import { addCreateCommand } from './create';
import { addDeliveryCommands } from './deliveries';
import { addListCommands } from './list';

/** Adds `tutti webhook …`. */
export function addWebhookCommands(program: Command, terminal: Terminal): void {
  const webhook = program
    .command('webhook')
    .description('have others told what happens in environments');
  addListCommands(webhook, terminal);
  addCreateCommand(webhook, terminal);
  addChangeCommands(webhook, terminal);
  addDeliveryCommands(webhook, terminal);
}
