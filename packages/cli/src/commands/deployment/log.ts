import type { Command } from 'commander';
import type { LogLine } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { escapeControl } from '../../output/formatTable';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { readLogPages } from '../../server/readLogPages';

interface LogOptions extends ServerOptions {
  follow?: boolean;
}

/** Adds `tutti deployment log`. A table is written line by line as the log grows, the other forms at its end. */
export function addLogCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('log').argument('<uid>', 'uid of the deployment'))
    .description('show the log of a deployment')
    .option('-f, --follow', 'wait for more until the deployment has ended')
    .addHelpText('after', '\nExample:\n  tutti deployment log 0199… --follow')
    .action(async (uid: string, options: LogOptions) => {
      const client = connect(options, terminal);
      const kept: LogLine[] = [];
      for await (const lines of readLogPages(client, uid, { follow: options.follow })) {
        if (options.output === 'table') {
          lines.forEach(line => terminal.write(`${textOf(line)}\n`));
        } else {
          kept.push(...lines);
        }
      }
      if (options.output !== 'table') {
        writeResult(terminal, options.output, kept, () => []);
      }
    });
}

function textOf({ at, level, phase, node, message }: LogLine): string {
  return escapeControl([at, level, phase, node, message].filter(Boolean).join(' '));
}
