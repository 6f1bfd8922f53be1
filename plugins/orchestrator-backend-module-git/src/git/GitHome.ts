import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { GitRepository } from '../repositories/GitRepository';

/** Answers git's questions from the environment, which other users of the machine cannot read. */
const ASKPASS = `#!/bin/sh
case "$1" in
  Username*) printf '%s\\n' "$TUTTI_GIT_USERNAME" ;;
  *) printf '%s\\n' "$TUTTI_GIT_TOKEN" ;;
esac
`;

/** What git may see of our environment: how to reach the network, and nothing that changes what it does or says. */
const PASSED = [
  ...['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'SSH_AUTH_SOCK', 'GIT_SSH_COMMAND'],
  ...['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
];

/**
 * A folder of this process in which git finds its configuration and keeps copies of repositories. The configuration of
 * the machine and its users (hooks, signing, credential helpers) has no say.
 */
export class GitHome {
  readonly #base: string;
  #folder: Promise<string> | undefined;

  private constructor(base: string) {
    this.#base = base;
  }

  /** Nothing is written before it is used. Default: below the system's temporary folder. */
  static create(base: string = tmpdir()): GitHome {
    return new GitHome(base);
  }

  /**
   * The folder, made at the first call.
   *
   * @throws DriverError of class `permanent` when it cannot be written.
   */
  async folder(): Promise<string> {
    this.#folder ??= this.#make();
    try {
      return await this.#folder;
    } catch (error) {
      this.#folder = undefined;
      throw permanentError(
        `The folder "${this.#base}" for copies of Git repositories cannot be written: ${(error as Error).message}. Set platformOrchestrator.git.cacheFolder to one that can.`,
        error,
      );
    }
  }

  /** The environment of a git process that works with this repository. */
  async environment(repository: GitRepository): Promise<NodeJS.ProcessEnv> {
    const folder = await this.folder();
    const passed = PASSED.flatMap(name =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    );
    return {
      ...Object.fromEntries(passed),
      LC_ALL: 'C',
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: await this.#writeConfiguration(folder, repository),
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: join(folder, 'askpass'),
      ...(process.env.GIT_SSH_COMMAND === undefined && {
        GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
      }),
      ...(repository.token !== undefined && {
        TUTTI_GIT_USERNAME: repository.username,
        TUTTI_GIT_TOKEN: repository.token,
      }),
    };
  }

  /** Removes the folder. */
  async remove(): Promise<void> {
    const made = this.#folder;
    this.#folder = undefined;
    if (made) {
      await rm(await made, { recursive: true, force: true });
    }
  }

  async #make(): Promise<string> {
    await mkdir(this.#base, { recursive: true });
    const folder = await mkdtemp(join(this.#base, 'tutti-git-'));
    await writeFile(join(folder, 'askpass'), ASKPASS);
    await chmod(join(folder, 'askpass'), 0o700);
    return folder;
  }

  /** A configured repository on this machine is trusted, whoever owns its files. */
  async #writeConfiguration(folder: string, { name, url }: GitRepository): Promise<string> {
    const path = url.startsWith('file://') ? fileURLToPath(url) : url;
    const quoted = `"${path.replace(/[\\"]/g, '\\$&')}"`;
    const file = join(folder, `config-${Buffer.from(name).toString('hex')}`);
    await writeFile(
      file,
      [
        '[safe]',
        `  directory = ${quoted}`,
        '[gc]',
        '  autoDetach = false',
        '[maintenance]',
        '  autoDetach = false',
        '[http]',
        '  lowSpeedLimit = 1000',
        '  lowSpeedTime = 60',
        '',
      ].join('\n'),
    );
    return file;
  }
}
