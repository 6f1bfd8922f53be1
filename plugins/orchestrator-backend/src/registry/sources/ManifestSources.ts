import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { apiFileName } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { listApiManifests } from '../../database/registry/listApiManifests';
import { fileProblem } from './fileProblem';
import { readSourceFiles } from './readSourceFiles';
import type { SourceConfig } from './SourceConfig';
import type { SourceFiles } from './SourceFiles';
import { UrlSourceReader } from './UrlSourceReader';

/** Options of {@link ManifestSources.create}. */
export interface CreateManifestSourcesOptions {
  database: Knex;
  /** In the order of the configuration. */
  sources: SourceConfig[];
  /** Needed where a source is a URL. */
  urlReader?: UrlReaderService;
}

/** All sources of manifests, and how each kind is read. */
export class ManifestSources {
  readonly #database: Knex;
  readonly #urls?: UrlSourceReader;
  readonly all: readonly SourceConfig[];

  private constructor(options: CreateManifestSourcesOptions) {
    const { database, sources, urlReader } = options;
    this.#database = database;
    this.#urls = urlReader && UrlSourceReader.create({ database, urlReader });
    this.all = sources;
  }

  static create(options: CreateManifestSourcesOptions): ManifestSources {
    return new ManifestSources(options);
  }

  /** Names of the sources whose reading asks nobody but this machine and the database. */
  local(): string[] {
    return this.all.filter(source => source.kind !== 'url').map(source => source.name);
  }

  /** Reads a source; what goes wrong is told in what it returns. */
  async read(source: SourceConfig): Promise<SourceFiles> {
    switch (source.kind) {
      case 'api': {
        const manifests = await listApiManifests(this.#database);
        const texts = manifests.map(each => ({ name: apiFileName(each), text: each.text }));
        return { source, texts, unreadable: [] };
      }
      case 'url':
        return this.#urls
          ? this.#urls.read(source)
          : {
              ...{ source, texts: [], unreadable: [] },
              failure: fileProblem(source.target, 'source-unreadable', 'No URL can be read here.'),
            };
      default:
        return readSourceFiles(source);
    }
  }
}
