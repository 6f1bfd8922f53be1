import { isAbsolute } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readGitRepositories } from './readGitRepositories';

const read = (repository: object) =>
  readGitRepositories(
    new ConfigReader({
      platformOrchestrator: { git: { repositories: { deployments: repository } } },
    }),
  );

describe('readGitRepositories', () => {
  it('fills in what is left out', () => {
    expect(read({ url: 'https://git.example.com/a.git' })).toEqual([
      {
        name: 'deployments',
        url: 'https://git.example.com/a.git',
        branch: 'main',
        username: 'git',
        token: undefined,
        author: { name: 'Tutti', email: 'tutti@localhost' },
      },
    ]);
    expect(readGitRepositories(new ConfigReader({}))).toEqual([]);
  });

  it('takes a path relative to where the process runs, and leaves URLs alone', () => {
    expect(isAbsolute(read({ url: '.data/deployments.git' })[0].url)).toBe(true);
    expect(read({ url: 'git@git.example.com:a.git' })[0].url).toBe('git@git.example.com:a.git');
    expect(read({ url: 'ssh://git@host/a.git' })[0].url).toBe('ssh://git@host/a.git');
  });

  it('refuses a password in the URL, without repeating it', () => {
    expect(() => read({ url: 'https://user:hunter22@host/a.git' })).toThrow(
      'platformOrchestrator.git.repositories.deployments.url holds a password. Put it into "token"',
    );
    expect(() => read({ url: 'https://user:hunter22@host/a.git' })).not.toThrow('hunter22');
    expect(() => read({ url: '--upload-pack=x' })).toThrow('begins with "-"');
  });
});
