import { Option } from 'commander';
import type { Command } from 'commander';
import {
  PLUGIN_ID,
  PlatformOrchestratorClient,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { outputOption } from '../output/OutputFormat';
import type { OutputFormat } from '../output/OutputFormat';
import type { Terminal } from '../program/Terminal';
import { UsageError } from '../program/UsageError';
import { ServerFetch } from './ServerFetch';
import { readToken } from './Token';

/** Options of every command that talks to a server. */
export interface ServerOptions {
  server?: string;
  tokenFile?: string;
  output: OutputFormat;
}

/** Adds the options of {@link ServerOptions} to a command. The token is never an option: others could read it. */
export function addServerOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--server <url>',
        'address of Backstage, such as https://backstage.example.com',
      ).env('TUTTI_SERVER'),
    )
    .option('--token-file <file>', 'file with the token; default: TUTTI_TOKEN, or TUTTI_TOKEN_FILE')
    .addOption(outputOption());
}

/**
 * A client of the server that the options name.
 *
 * @throws UsageError when there is no server or it is no address, or when there can be no token where it should be.
 */
export function connect(options: ServerOptions, terminal: Terminal): PlatformOrchestratorApi {
  const base = addressOf(options.server);
  const token = () => readToken({ file: options.tokenFile, env: terminal.env });
  token();
  return new PlatformOrchestratorClient({
    discoveryApi: { getBaseUrl: async () => `${base}/api/${PLUGIN_ID}` },
    fetchApi: ServerFetch.create({ token, note: line => terminal.note(line) }),
  });
}

function addressOf(server: string | undefined): string {
  if (server === undefined) {
    throw new UsageError('Say which server: --server https://…, or the variable TUTTI_SERVER.');
  }
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`"${server}" is not an address that begins with https:// or http://.`);
  }
  if (url.username || url.password) {
    throw new UsageError(
      'The address of the server must not hold a name or password: put a token into TUTTI_TOKEN.',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
