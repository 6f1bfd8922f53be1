import { isAbsolute, resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { GitRepository } from './GitRepository';

const ROOT = 'platformOrchestrator.git.repositories';
/** A scheme, or the form `host:path` that Git takes for SSH. */
const REMOTE = /^([a-z][a-z0-9+.-]*:\/\/|[^/\\]{2,}:)/i;

/**
 * Reads the repositories that definitions may name. A path is taken relative to the working directory of the process.
 *
 * @throws InputError when a URL holds a password, which would show in logs, or looks like an option of git.
 */
export function readGitRepositories(config: Config): GitRepository[] {
  const repositories = config.getOptionalConfig(ROOT);
  return (repositories?.keys() ?? []).map(name => {
    const repository = config.getConfig(`${ROOT}.${name}`);
    return {
      name,
      url: checkUrl(repository.getString('url'), `${ROOT}.${name}.url`),
      branch: repository.getOptionalString('branch') ?? 'main',
      username: repository.getOptionalString('username') ?? 'git',
      token: repository.getOptionalString('token'),
      author: {
        name: repository.getOptionalString('author.name') ?? 'Tutti',
        email: repository.getOptionalString('author.email') ?? 'tutti@localhost',
      },
    };
  });
}

function checkUrl(url: string, key: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/@]*:[^/@]*@/i.test(url)) {
    throw new InputError(
      `The configuration ${key} holds a password. Put it into "token", where it is kept secret.`,
    );
  }
  if (url.startsWith('-')) {
    throw new InputError(`The configuration ${key} is no URL and no path: it begins with "-".`);
  }
  return REMOTE.test(url) || isAbsolute(url) ? url : resolve(url);
}
