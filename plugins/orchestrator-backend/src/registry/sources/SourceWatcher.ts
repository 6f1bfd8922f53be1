import { watch, type FSWatcher } from 'chokidar';

/** Changes closer together than this are one: editors and checkouts write many files. */
const QUIET_MILLISECONDS = 300;

/** Watches folders of manifests; a change that it misses is found by the schedule. */
export class SourceWatcher {
  readonly #watcher: FSWatcher;
  #timer?: NodeJS.Timeout;

  /**
   * Starts watching.
   *
   * @param onChange - called once after changes have come to rest
   * @param onError - called when watching fails, for instance for want of file handles
   */
  static start(
    paths: string[],
    onChange: () => void,
    onError: (error: unknown) => void,
  ): SourceWatcher {
    const watcher = watch(paths, { ignoreInitial: true, followSymlinks: false });
    return new SourceWatcher(watcher, onChange, onError);
  }

  private constructor(watcher: FSWatcher, onChange: () => void, onError: (error: unknown) => void) {
    this.#watcher = watcher;
    watcher.on('error', onError).on('all', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(onChange, QUIET_MILLISECONDS);
    });
  }

  /** Ends when nothing is watched any more; `onChange` is not called after that. */
  async stop(): Promise<void> {
    await this.#watcher.close();
    clearTimeout(this.#timer);
  }
}
