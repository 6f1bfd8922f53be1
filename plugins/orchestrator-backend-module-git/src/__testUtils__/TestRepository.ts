import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitCommand } from '../git/GitCommand';
import { GitHome } from '../git/GitHome';
import { GitDeliveryDriver } from '../GitDeliveryDriver';
import { GitRepositories } from '../repositories/GitRepositories';
import type { GitRepository } from '../repositories/GitRepository';

const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@localhost',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@localhost',
};

/** A real bare repository, looked at and changed past the driver. */
export class TestRepository {
  readonly folder: string;
  readonly path: string;
  readonly #opened: GitRepositories[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, 'deployments.git');
    this.git('init', '--quiet', '--bare', '--initial-branch=main', this.path);
  }

  /** An empty repository, without any branch. */
  static create(): TestRepository {
    return new TestRepository(mkdtempSync(join(tmpdir(), 'tutti-git-test-')));
  }

  /** Runs git on the repository and returns what it says. */
  git(...args: string[]): string {
    const inRepository = existsSync(this.path) ? ['--git-dir', this.path] : [];
    return execFileSync('git', [...inRepository, ...args], {
      encoding: 'utf8',
      env: ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  /** A driver as another process would have it. */
  createDriver(
    repository: Partial<GitRepository> = {},
    git = GitCommand.create(),
  ): GitDeliveryDriver {
    const configured: GitRepository = {
      name: 'deployments',
      url: this.path,
      branch: 'main',
      username: 'git',
      author: { name: 'Tutti', email: 'tutti@localhost' },
      ...repository,
    };
    const repositories = GitRepositories.create({
      repositories: [configured, { ...configured, name: 'deployments-elsewhere' }],
      git,
      home: GitHome.create(this.folder),
    });
    this.#opened.push(repositories);
    return GitDeliveryDriver.create({ repositories });
  }

  /** Commits one file, as a person would. */
  commitFile(path: string, text: string, branch = 'main'): void {
    const blob = join(this.folder, 'blob');
    writeFileSync(blob, text);
    const id = this.git('hash-object', '-w', blob);
    const ref = `refs/heads/${branch}`;
    const parent = this.commits(branch)[0];
    const index = {
      ...ENVIRONMENT,
      GIT_DIR: this.path,
      GIT_INDEX_FILE: join(this.folder, 'index'),
    };
    const run = (...args: string[]) =>
      execFileSync('git', args, { encoding: 'utf8', env: index }).trim();
    run('read-tree', ...(parent ? [parent] : ['--empty']));
    run('update-index', '--add', '--cacheinfo', `100644,${id},${path}`);
    const tree = run('write-tree');
    const commit = run(
      'commit-tree',
      tree,
      '-m',
      `Change ${path}`,
      ...(parent ? ['-p', parent] : []),
    );
    run('update-ref', ref, commit);
  }

  /** Commits of the branch, newest first. */
  commits(branch = 'main'): string[] {
    const refs = this.git('for-each-ref', `refs/heads/${branch}`);
    return refs ? this.git('log', '--format=%H', branch).split('\n') : [];
  }

  /** Paths of all files of the branch. */
  files(branch = 'main'): string[] {
    return this.commits(branch).length === 0
      ? []
      : this.git('ls-tree', '-r', '--name-only', branch).split('\n').filter(Boolean);
  }

  /** The text of a file. */
  text(path: string, branch = 'main'): string {
    return this.git('show', `${branch}:${path}`);
  }

  /** Makes a hook of the repository run this script, until the answer is called. */
  hook(name: string, script: string): () => void {
    const path = join(this.path, 'hooks', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return () => rmSync(path, { force: true });
  }

  /** Removes everything. */
  async remove(): Promise<void> {
    await Promise.all(this.#opened.map(repositories => repositories.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
