import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { GitRepository } from '../repositories/GitRepository';
import type { GitCommand, GitOutcome } from './GitCommand';
import { gitFailure } from './gitFailure';
import type { GitHome } from './GitHome';
import { importStream, type CommitRequest } from './importStream';
import { isLostRace } from './isLostRace';

/** A file in a commit. */
export interface CommittedFile {
  /** The object's id. */
  blob: string;
  /** `100644` for what we write. */
  mode: string;
}

/** So deep does the copy know the past; enough to find the commit that last touched a folder. */
const DEPTH = 50;
const WORK_REF = 'refs/tutti/work';

/**
 * A bare, shallow copy of one branch of a repository, in the folder of this process. It serves one piece of work at a
 * time. When git fails or is stopped in it, the copy is thrown away and made anew, so that no lock file is left behind.
 */
export class RepositoryCopy {
  readonly #git: GitCommand;
  readonly #home: GitHome;
  readonly #repository: GitRepository;
  readonly #ref: string;
  readonly #redactor = new SecretRedactor();
  #folder: string | undefined;

  private constructor(
    git: GitCommand,
    home: GitHome,
    repository: GitRepository,
    readonly branch: string,
  ) {
    this.#git = git;
    this.#home = home;
    this.#repository = repository;
    this.#ref = `refs/heads/${branch}`;
    if (repository.token !== undefined) {
      this.#redactor.register(repository.token);
    }
  }

  /** Nothing is fetched yet. */
  static create(options: {
    git: GitCommand;
    home: GitHome;
    repository: GitRepository;
    branch: string;
  }): RepositoryCopy {
    return new RepositoryCopy(options.git, options.home, options.repository, options.branch);
  }

  /**
   * Fetches the branch and returns its newest commit; `undefined` when there is no such branch.
   *
   * @throws DriverError of class `transient` or `permanent`, in a sentence; `cancelled`.
   */
  async fetch(signal: AbortSignal): Promise<string | undefined> {
    const { url } = this.#repository;
    const listed = await this.#must('read', ['ls-remote', '--', url, this.#ref], { signal });
    const head = listed.stdout
      .split('\n')
      .map(line => line.split('\t'))
      .find(([, ref]) => ref === this.#ref)?.[0];
    if (head === undefined) {
      return undefined;
    }
    const known = await this.#run(['cat-file', '-e', `${head}^{commit}`], { signal });
    if (known.exitCode === 0) {
      return head;
    }
    await this.#must(
      'read',
      ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', `--depth=${DEPTH}`].concat([
        ...['--', url, `+${this.#ref}:${this.#ref}`],
      ]),
      { signal },
    );
    return (await this.#must('read', ['rev-parse', this.#ref], { signal })).stdout.trim();
  }

  /** The files below a folder, by their path in the repository. */
  async listFiles(
    commit: string,
    folder: string,
    signal: AbortSignal,
  ): Promise<Map<string, CommittedFile>> {
    const { stdout } = await this.#must(
      'read',
      ['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`],
      { signal },
    );
    const files = new Map<string, CommittedFile>();
    for (const entry of stdout.split('\0')) {
      const match = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry);
      if (match) {
        files.set(match[3], { mode: match[1], blob: match[2] });
      }
    }
    return files;
  }

  /** The text of a file. */
  async readBlob(blob: string, signal: AbortSignal): Promise<string> {
    return (await this.#must('read', ['cat-file', 'blob', blob], { signal })).stdout;
  }

  /** The newest commit up to this one that touched one of the paths, as far back as the copy goes. */
  async lastCommit(commit: string, paths: readonly string[], signal: AbortSignal): Promise<string> {
    const args = ['log', '-1', '--format=%H', commit, '--', ...paths];
    const { stdout } = await this.#must('read', args, { signal });
    return stdout.trim() || commit;
  }

  /** Writes a commit into the copy, not yet into the repository. */
  async commit(request: CommitRequest, signal: AbortSignal): Promise<string> {
    await this.#must('write a commit for', ['fast-import', '--quiet', '--force'], {
      signal,
      input: importStream(WORK_REF, request),
    });
    return (await this.#must('read', ['rev-parse', WORK_REF], { signal })).stdout.trim();
  }

  /**
   * Makes a commit the newest of the branch, if the branch is still where it was (`undefined`: does not exist).
   *
   * @returns `false` when somebody else was faster.
   * @throws DriverError of class `transient` or `permanent`, in a sentence; `cancelled`: then nobody can tell whether it
   *   landed.
   */
  async push(commit: string, expected: string | undefined, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.#run(
      ['push', '--porcelain', `--force-with-lease=${this.#ref}:${expected ?? ''}`].concat([
        ...['--', this.#repository.url, `${commit}:${this.#ref}`],
      ]),
      { signal },
    );
    if (outcome.exitCode === 0) {
      return true;
    }
    if (isLostRace(outcome)) {
      return false;
    }
    throw await this.#fail('push to', outcome);
  }

  async #must(
    doing: string,
    args: string[],
    options: { signal: AbortSignal; input?: Buffer },
  ): Promise<GitOutcome> {
    const outcome = await this.#run(args, options);
    if (outcome.exitCode !== 0) {
      throw await this.#fail(doing, outcome);
    }
    return outcome;
  }

  async #run(
    args: string[],
    options: { signal: AbortSignal; input?: Buffer },
  ): Promise<GitOutcome> {
    const env = await this.#home.environment(this.#repository);
    try {
      this.#folder ??= await this.#initialize(env, options.signal);
      return await this.#git.run(args, { ...options, cwd: this.#folder, env });
    } catch (error) {
      await this.#discard();
      throw error;
    }
  }

  async #initialize(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
    const cwd = await this.#home.folder();
    const id = createHash('sha256')
      .update(`${this.#repository.name}\n${this.branch}`)
      .digest('hex');
    const folder = join(cwd, `${id.slice(0, 16)}.git`);
    await rm(folder, { recursive: true, force: true });
    const outcome = await this.#git.run(
      ['init', '--quiet', '--bare', '--template=', '--', folder],
      { cwd, env, signal },
    );
    if (outcome.exitCode !== 0) {
      throw gitFailure('make a copy of', this.#repository, outcome, text => this.#redact(text));
    }
    return folder;
  }

  async #fail(doing: string, outcome: GitOutcome): Promise<Error> {
    await this.#discard();
    return gitFailure(doing, this.#repository, outcome, text => this.#redact(text));
  }

  async #discard(): Promise<void> {
    const folder = this.#folder;
    this.#folder = undefined;
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  #redact(text: string): string {
    return this.#redactor.redact(text);
  }
}
