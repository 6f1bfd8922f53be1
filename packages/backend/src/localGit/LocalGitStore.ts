import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { checkRepositoryName } from './localGitUrl';
import type { LocalGitLocation } from './localGitUrl';

const execute = promisify(execFile);
const LARGEST_FILE_BYTES = 10 * 1024 * 1024;
const BRANCH = 'main';

/** Who a commit is by. */
export interface CommitAuthor {
  name: string;
  email: string;
}

/**
 * Bare Git repositories in one folder: where the embedded default keeps what a hosting service keeps elsewhere. The
 * Git binary does all the work; ordinary clients can clone from and push to the folders.
 */
export class LocalGitStore {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** The store in this folder, which may not exist yet. */
  static at(folder: string): LocalGitStore {
    return new LocalGitStore(path.resolve(folder));
  }

  /** Whether there is a repository of this name. */
  has(repository: string): boolean {
    return existsSync(path.join(this.folderOf(repository), 'HEAD'));
  }

  /** The bare repository's folder, for ordinary Git clients. */
  folderOf(repository: string): string {
    return path.join(this.#folder, `${checkRepositoryName(repository)}.git`);
  }

  /**
   * Makes a repository whose branch `main` holds the files of a folder as its first commit, and answers with that
   * commit. It appears whole or not at all.
   *
   * @throws ConflictError when there is a repository of this name.
   */
  async create(options: {
    repository: string;
    contentFolder: string;
    author: CommitAuthor;
    message: string;
  }): Promise<string> {
    const { repository, contentFolder, author, message } = options;
    const folder = this.folderOf(repository);
    if (this.has(repository)) {
      throw new ConflictError(
        `There is a repository ${repository} in the local Git store already. Choose another name.`,
      );
    }
    await fs.mkdir(this.#folder, { recursive: true });
    const unfinished = await fs.mkdtemp(path.join(this.#folder, '.new-'));
    try {
      await git(['init', '--quiet', '--bare', `--initial-branch=${BRANCH}`, unfinished]);
      const inWorkTree = ['--git-dir', unfinished, '--work-tree', contentFolder];
      await git([...inWorkTree, 'add', '--all', '.'], { cwd: contentFolder });
      await git(
        [
          ...inWorkTree,
          '-c',
          `user.name=${author.name}`,
          '-c',
          `user.email=${author.email}`,
          'commit',
          '--quiet',
          '--allow-empty',
          '--message',
          message,
        ],
        { cwd: contentFolder },
      );
      await fs.rm(path.join(unfinished, 'index'), { force: true });
      await fs.rename(unfinished, folder);
    } catch (error) {
      await fs.rm(unfinished, { recursive: true, force: true });
      throw error;
    }
    const { stdout } = await git(['--git-dir', folder, 'rev-parse', BRANCH]);
    return stdout.toString().trim();
  }

  /**
   * Reads one file, and the id of its content.
   *
   * @throws NotFoundError when there is no such repository, branch or file.
   */
  async readFile(location: LocalGitLocation): Promise<{ data: Buffer; etag: string }> {
    const object = await this.#resolve(location);
    const { stdout } = await git([
      '--git-dir',
      this.folderOf(location.repository),
      'cat-file',
      'blob',
      object,
    ]);
    return { data: stdout, etag: object };
  }

  /**
   * A tar archive of a folder of a repository, and the id of its content.
   *
   * @throws NotFoundError when there is no such repository, branch or folder.
   */
  async archive(location: LocalGitLocation): Promise<{ stream: Readable; etag: string }> {
    const object = await this.#resolve(location);
    const child = spawn(
      'git',
      ['--git-dir', this.folderOf(location.repository), 'archive', '--format=tar', object],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    child.once('error', error => child.stdout.destroy(error));
    return { stream: child.stdout, etag: object };
  }

  async #resolve({ repository, ref, path: inside }: LocalGitLocation): Promise<string> {
    if (!this.has(repository)) {
      throw new NotFoundError(`There is no repository ${repository} in the local Git store.`);
    }
    try {
      const { stdout } = await git([
        '--git-dir',
        this.folderOf(repository),
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${ref}:${inside}`,
      ]);
      return stdout.toString().trim();
    } catch {
      // Git says no more than that it is not there.
      throw new NotFoundError(
        `There is no ${inside || 'content'} on ${ref} in the repository ${repository} of the local Git store.`,
      );
    }
  }
}

async function git(args: string[], options: { cwd?: string } = {}) {
  return execute('git', args, {
    ...options,
    encoding: 'buffer',
    maxBuffer: LARGEST_FILE_BYTES,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_DIR: undefined, GIT_WORK_TREE: undefined },
  });
}
