import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { GitCommand } from '../git/GitCommand';
import type { GitHome } from '../git/GitHome';
import { RepositoryCopy } from '../git/RepositoryCopy';
import { Turns } from '../git/Turns';
import type { GitRepository } from './GitRepository';

/** The configured repositories, with one copy of each branch that is used. */
export class GitRepositories {
  readonly #repositories: Map<string, GitRepository>;
  readonly #git: GitCommand;
  readonly #home: GitHome;
  readonly #copies = new Map<string, { copy: RepositoryCopy; turns: Turns }>();

  private constructor(repositories: readonly GitRepository[], git: GitCommand, home: GitHome) {
    this.#repositories = new Map(repositories.map(repository => [repository.name, repository]));
    this.#git = git;
    this.#home = home;
  }

  /** Nothing is fetched yet. */
  static create(options: {
    repositories: readonly GitRepository[];
    git: GitCommand;
    home: GitHome;
  }): GitRepositories {
    return new GitRepositories(options.repositories, options.git, options.home);
  }

  /** @throws DriverError of class `permanent` when the configuration has no repository of this name. */
  get(name: string): GitRepository {
    const repository = this.#repositories.get(name);
    if (!repository) {
      const known = [...this.#repositories.keys()].sort().join(', ') || 'none';
      throw permanentError(
        `The repository "${name}" is not configured. Add platformOrchestrator.git.repositories.${name}; there are: ${known}.`,
      );
    }
    return repository;
  }

  /**
   * Works with the copy of a branch, one piece of work after another.
   *
   * @throws DriverError as {@link get} does, of class `cancelled` while waiting, or what the work throws.
   */
  async withCopy<T>(
    name: string,
    branch: string,
    signal: AbortSignal,
    work: (copy: RepositoryCopy) => Promise<T>,
  ): Promise<T> {
    const repository = this.get(name);
    const key = `${name}\n${branch}`;
    let entry = this.#copies.get(key);
    if (!entry) {
      const copy = RepositoryCopy.create({ git: this.#git, home: this.#home, repository, branch });
      entry = { copy, turns: new Turns() };
      this.#copies.set(key, entry);
    }
    const { copy, turns } = entry;
    return turns.take(signal, () => work(copy));
  }

  /** Removes all copies. */
  async close(): Promise<void> {
    this.#copies.clear();
    await this.#home.remove();
  }
}
