import { Option } from 'commander';
import type { Command } from 'commander';
import {
  PLUGIN_ID,
  PlatformOrchestratorClient,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Terminal } from '../program/Terminal';
import { UsageError } from '../program/UsageError';

/** Options of commands that talk to a server. */
export interface ServerOptions {
  server?: string;
}

/** Adds the options of {@link ServerOptions} to a command. The token is never an option: others could read it. */
export function addServerOptions(command: Command): Command {
  return command.addOption(
    new Option(
      '--server <url>',
      'address of Backstage, such as https://backstage.example.com; the token is read from TUTTI_TOKEN',
    ).env('TUTTI_SERVER'),
  );
}

/**
 * A client of the server that the options name.
 *
 * @throws UsageError when there is no server or it is no address.
 */
export function connect(
  options: ServerOptions,
  terminal: Terminal,
): { client: PlatformOrchestratorClient; call: { token?: string } } {
  if (options.server === undefined) {
    throw new UsageError('Say which server: --server https://…, or the variable TUTTI_SERVER.');
  }
  if (!/^https?:$/.test(protocolOf(options.server))) {
    throw new UsageError(
      `"${options.server}" is not an address that begins with https:// or http://.`,
    );
  }
  const base = options.server.replace(/\/+$/, '');
  const token = terminal.env.TUTTI_TOKEN;
  return {
    client: new PlatformOrchestratorClient({
      discoveryApi: { getBaseUrl: async () => `${base}/api/${PLUGIN_ID}` },
    }),
    call: token ? { token } : {},
  };
}

function protocolOf(text: string): string {
  try {
    return new URL(text).protocol;
  } catch {
    return '';
  }
}
