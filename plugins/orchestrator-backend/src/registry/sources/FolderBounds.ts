import type { SourceLimits } from './sourceLimits';

/** A file that is larger than one may be. */
export interface LargeFile {
  path: string;
  bytes: number;
}

/** Keeps count of the files of one folder while they come in, so that none is held that goes over the limits. */
export class FolderBounds {
  readonly #limits: SourceLimits;
  readonly #large: LargeFile[] = [];
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

  /** Files that are not read because each of them is too large. */
  get large(): readonly LargeFile[] {
    return this.#large;
  }

  /**
   * Says whether a file may be read. Once all are too many or too much together, none may, since the folder is not used
   * then.
   *
   * @param size - bytes, as far as the host says; 0 when it does not
   */
  accept(path: string, size: number): boolean {
    this.#files += 1;
    if (this.#files > this.#limits.files) {
      this.#broken ??= `It has more than ${this.#limits.files} manifest files.`;
    }
    if (this.#isLarge(path, size)) {
      return false;
    }
    this.#announced += size;
    this.#checkSum(path, this.#announced);
    return this.#broken === undefined;
  }

  /**
   * Counts a file that was read, and says whether it may be used.
   *
   * @throws Error when all are too much together.
   */
  measure(path: string, bytes: number): boolean {
    if (this.#isLarge(path, bytes)) {
      return false;
    }
    this.#measured += bytes;
    this.#checkSum(path, this.#measured);
    this.assertKept();
    return true;
  }

  /** @throws Error with the first limit of the folder that was reached. */
  assertKept(): void {
    if (this.#broken !== undefined) {
      throw new Error(this.#broken);
    }
  }

  #isLarge(path: string, bytes: number): boolean {
    if (bytes <= this.#limits.fileBytes) {
      return false;
    }
    this.#large.push({ path, bytes });
    return true;
  }

  #checkSum(path: string, bytes: number): void {
    const { totalBytes } = this.#limits;
    if (bytes > totalBytes) {
      this.#broken ??= `With ${path} its files are more than ${totalBytes} bytes together.`;
    }
  }
}
