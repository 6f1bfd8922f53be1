import type { SourceLimits } from './sourceLimits';

/** Keeps count of the files of one folder while they come in, so that none is held that goes over the limits. */
export class FolderBounds {
  readonly #limits: SourceLimits;
  #files = 0;
  #announced = 0;
  #measured = 0;
  #broken?: string;

  private constructor(limits: SourceLimits) {
    this.#limits = limits;
  }

  static create(limits: SourceLimits): FolderBounds {
    return new FolderBounds(limits);
  }

  /**
   * Says whether a file may be read; once one may not, none may, since the folder is not used then.
   *
   * @param size - bytes, as far as the host says; 0 when it does not
   */
  accept(path: string, size: number): boolean {
    this.#files += 1;
    this.#announced += size;
    if (this.#files > this.#limits.files) {
      this.#broken ??= `It has more than ${this.#limits.files} manifest files.`;
    }
    this.#checkBytes(path, size, this.#announced);
    return this.#broken === undefined;
  }

  /**
   * Counts a file that was read.
   *
   * @throws Error when it is too much.
   */
  measure(path: string, bytes: number): void {
    this.#measured += bytes;
    this.#checkBytes(path, bytes, this.#measured);
    this.assertKept();
  }

  /** @throws Error with the first limit that was reached. */
  assertKept(): void {
    if (this.#broken !== undefined) {
      throw new Error(this.#broken);
    }
  }

  #checkBytes(path: string, bytes: number, all: number): void {
    const { fileBytes, totalBytes } = this.#limits;
    if (bytes > fileBytes) {
      this.#broken ??= `${path} has ${bytes} bytes; ${fileBytes} are allowed.`;
    } else if (all > totalBytes) {
      this.#broken ??= `With ${path} its files are more than ${totalBytes} bytes together.`;
    }
  }
}
