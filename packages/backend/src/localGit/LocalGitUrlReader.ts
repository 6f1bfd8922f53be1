import { Readable } from 'node:stream';
import type { ReadTreeResponseFactory, ReaderFactory } from '@backstage/backend-defaults/urlReader';
import type {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { InputError, NotModifiedError } from '@backstage/errors';
import { LocalGitStore } from './LocalGitStore';
import { isLocalGitUrl, parseLocalGitUrl } from './localGitUrl';

/** Where the configuration says that the local Git store is. */
export const LOCAL_GIT_FOLDER = 'platformOrchestrator.localGit.folder';

/** Reads files of the local Git store for the catalog, the scaffolder and the platform orchestrator. */
export class LocalGitUrlReader implements UrlReaderService {
  readonly #store: LocalGitStore;
  readonly #treeResponseFactory: ReadTreeResponseFactory;

  /** One reader when the configuration names a store, none otherwise. */
  static factory: ReaderFactory = ({ config, treeResponseFactory }) => {
    const folder = config.getOptionalString(LOCAL_GIT_FOLDER);
    return folder
      ? [
          {
            reader: new LocalGitUrlReader(LocalGitStore.at(folder), treeResponseFactory),
            predicate: isLocalGitUrl,
          },
        ]
      : [];
  };

  private constructor(store: LocalGitStore, treeResponseFactory: ReadTreeResponseFactory) {
    this.#store = store;
    this.#treeResponseFactory = treeResponseFactory;
  }

  async readUrl(
    url: string,
    options: UrlReaderServiceReadUrlOptions = {},
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const { data, etag } = await this.#store.readFile(parseLocalGitUrl(url));
    if (options.etag === etag) {
      throw new NotModifiedError();
    }
    return { buffer: async () => data, stream: () => Readable.from(data), etag };
  }

  async readTree(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const { stream, etag } = await this.#store.archive(parseLocalGitUrl(url));
    if (options.etag === etag) {
      stream.destroy();
      throw new NotModifiedError();
    }
    return this.#treeResponseFactory.fromTarArchive({
      stream,
      etag,
      filter: options.filter,
      stripFirstDirectory: false,
    });
  }

  async search(
    url: string,
    options: UrlReaderServiceSearchOptions = {},
  ): Promise<UrlReaderServiceSearchResponse> {
    if (/[*?{]/.test(new URL(url).pathname)) {
      throw new InputError(
        `The local Git store is not searched by pattern: name the file in "${url}".`,
      );
    }
    const response = await this.readUrl(url, options);
    return {
      etag: response.etag ?? '',
      files: [{ url, content: response.buffer }],
    };
  }

  toString(): string {
    return 'LocalGitUrlReader';
  }
}
