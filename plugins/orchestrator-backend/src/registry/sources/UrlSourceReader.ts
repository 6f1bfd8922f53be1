import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { compareText, type Problem } from '@tutti/score';
import type { Knex } from 'knex';
import { isRevisionBehind } from '../../database/registry/isRevisionBehind';
import { readAtMost } from '../../files/readAtMost';
import { decodeUtf8 } from './decodeUtf8';
import { fileProblem, notText, tooLarge } from './fileProblem';
import { FolderBounds } from './FolderBounds';
import type { UrlSource } from './SourceConfig';
import type { SourceFiles } from './SourceFiles';
import { DEFAULT_SOURCE_LIMITS, type SourceLimits } from './sourceLimits';

const YAML = /\.ya?ml$/;

/** What a URL held at one revision. */
interface Fetched {
  revision?: string;
  texts: SourceFiles['texts'];
  /** Files that could not be used, one problem each. */
  unreadable: Problem[];
}

/**
 * Reads folders and files of repositories. What has not changed is not fetched again. A folder whose host answers with a
 * revision that is older than one that was read before, because its cache is behind or its history was cut back, is not
 * read: the revision of a source only moves forward.
 */
export class UrlSourceReader {
  readonly #database: Knex;
  readonly #urlReader: UrlReaderService;
  readonly #limits: SourceLimits;
  readonly #last = new Map<string, Fetched>();

  private constructor(options: CreateUrlSourceReaderOptions) {
    this.#database = options.database;
    this.#urlReader = options.urlReader;
    this.#limits = { ...DEFAULT_SOURCE_LIMITS, ...options.limits };
  }

  static create(options: CreateUrlSourceReaderOptions): UrlSourceReader {
    return new UrlSourceReader(options);
  }

  /** Reads a source. What goes wrong is its `failure`, never an error. */
  async read(source: UrlSource): Promise<SourceFiles> {
    const last = this.#last.get(source.name);
    try {
      const fetched = YAML.test(new URL(source.target).pathname)
        ? await this.#readFile(source, last?.revision)
        : await this.#readFolder(source, last?.revision);
      this.#last.set(source.name, fetched);
      return this.#filesOf(source, fetched);
    } catch (error) {
      const { name, message } = toError(error);
      if (name === 'NotModifiedError' && last) {
        return this.#filesOf(source, last);
      }
      return failed(source, message);
    }
  }

  async #filesOf(source: UrlSource, fetched: Fetched): Promise<SourceFiles> {
    const { revision } = fetched;
    const isFolder = !YAML.test(new URL(source.target).pathname);
    if (
      isFolder &&
      revision !== undefined &&
      (await isRevisionBehind(this.#database, source.name, revision))
    ) {
      return failed(
        source,
        `The host answered with revision ${revision}, which is older than one that was read before. Push a new commit ` +
          'if it is meant to go back.',
      );
    }
    return { source, ...fetched };
  }

  async #readFile({ target }: UrlSource, etag: string | undefined): Promise<Fetched> {
    const { fileBytes } = this.#limits;
    const answer = await this.#urlReader.readUrl(target, { etag });
    const content = await readAtMost(answer, fileBytes);
    if (!content) {
      throw new Error(`It has more than the ${fileBytes} bytes that are allowed.`);
    }
    return { ...revisionOf(answer), ...textsOf([{ name: target, content }]) };
  }

  async #readFolder({ target }: UrlSource, etag: string | undefined): Promise<Fetched> {
    const bounds = FolderBounds.create(this.#limits);
    const answer = await this.#urlReader.readTree(target, {
      etag,
      // The only word on a file before all of it is held in memory.
      filter: (path, info) => isManifestPath(path) && bounds.accept(path, info?.size ?? 0),
    });
    const found = await answer.files();
    bounds.assertKept();
    const nameOf = (path: string) => `${target.replace(/\/+$/, '')}/${path}`;
    const files: NamedContent[] = [];
    for (const file of found) {
      // A reader that does not know sizes beforehand shows them now; an empty file may come as an empty list.
      const content = Buffer.from(await file.content());
      if (bounds.measure(file.path, content.length)) {
        files.push({ name: nameOf(file.path), content });
      }
    }
    const { texts, unreadable } = textsOf(files);
    const large = bounds.large.map(({ path, bytes }) =>
      tooLarge(nameOf(path), bytes, this.#limits.fileBytes),
    );
    return { ...revisionOf(answer), texts, unreadable: [...unreadable, ...large] };
  }
}

/** Options of {@link UrlSourceReader.create}. */
export interface CreateUrlSourceReaderOptions {
  database: Knex;
  urlReader: UrlReaderService;
  /** What differs from {@link DEFAULT_SOURCE_LIMITS}. */
  limits?: Partial<SourceLimits>;
}

function failed(source: UrlSource, why: string): SourceFiles {
  const failure = fileProblem(
    source.target,
    'source-unreadable',
    `The source "${source.name}" was not read: ${why} What it declared before stays in force.`,
  );
  return { source, failure, texts: [], unreadable: [] };
}

function isManifestPath(path: string): boolean {
  return YAML.test(path) && !path.split('/').some(part => part.startsWith('.'));
}

/** A file as it came. */
interface NamedContent {
  name: string;
  content: Uint8Array;
}

/** Files that are text, by name in order, and a problem for each that is none. */
function textsOf(files: NamedContent[]): Pick<Fetched, 'texts' | 'unreadable'> {
  const texts: Fetched['texts'] = [];
  const unreadable: Problem[] = [];
  for (const { name, content } of files) {
    const text = decodeUtf8(content);
    if (text === undefined) {
      unreadable.push(notText(name));
    } else {
      texts.push({ name, text });
    }
  }
  return { texts: texts.sort((left, right) => compareText(left.name, right.name)), unreadable };
}

function revisionOf({ etag }: { etag?: string }): { revision?: string } {
  return etag === undefined ? {} : { revision: etag };
}
