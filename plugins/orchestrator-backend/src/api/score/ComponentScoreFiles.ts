import { posix } from 'node:path';
import type { BackstageCredentials, UrlReaderService } from '@backstage/backend-plugin-api';
import { type Entity, getEntitySourceLocation, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { WorkloadSource } from '@tutti/planner';
import {
  APPLICATION_ANNOTATION,
  SCORE_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { readAtMost } from '../../files/readAtMost';
import type { LocalScoreFolders } from './LocalScoreFolders';
import { relativePath } from './relativePath';
import { sourceOfUrl } from './sourceOfUrl';

/** The largest file, in bytes. */
const MAXIMUM_BYTES = 1024 * 1024;
/** Every version of the specification begins its `apiVersion` so. */
const SCORE_FILE = /apiVersion["']?\s*:\s*["']?score\.dev\//;

/** A Component, and where its annotations say that its Score file is. */
export interface ComponentScoreFile {
  /** Full entity reference. */
  component: string;
  application: string;
  workload: string;
  /** Where the file is, for people. */
  location: string;
  /** Path relative to the source location. */
  path: string;
  /** The source location of the Component. */
  base: { type: 'url' | 'file'; target: string };
}

/** Options of {@link ComponentScoreFiles.create}. */
export interface CreateComponentScoreFilesOptions {
  catalog: CatalogService;
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  localFolders: LocalScoreFolders;
}

/**
 * Finds and reads the Score files of catalog Components: the annotation `tutti.dev/score` is a path relative to the
 * source location, which is read through `UrlReader`.
 */
export class ComponentScoreFiles {
  readonly #options: CreateComponentScoreFilesOptions;

  private constructor(options: CreateComponentScoreFilesOptions) {
    this.#options = options;
  }

  static create(options: CreateComponentScoreFilesOptions): ComponentScoreFiles {
    return new ComponentScoreFiles(options);
  }

  /**
   * The Component as the caller may see it.
   *
   * @throws NotFoundError when there is none; InputError when its annotations do not lead to a Score file.
   */
  async find(ref: string, credentials: BackstageCredentials): Promise<ComponentScoreFile> {
    const entity = await this.#entity(ref, credentials);
    const component = stringifyEntityRef(entity);
    const annotation = (name: string) => {
      const value = entity.metadata.annotations?.[name];
      if (!value) {
        throw new InputError(`${component} has no annotation ${name}: add it to its descriptor.`);
      }
      return value;
    };
    const path = relativePath(
      annotation(SCORE_ANNOTATION),
      `The annotation ${SCORE_ANNOTATION} of ${component}`,
    );
    const base = baseOf(entity, component);
    return {
      component,
      application: annotation(APPLICATION_ANNOTATION),
      workload: annotation(WORKLOAD_ANNOTATION),
      location: base.type === 'url' ? this.#resolve(path, base.target) : path,
      path,
      base,
    };
  }

  /**
   * The text of the Score file. What is not a Score file is not given out: the reader's tokens may see more than the
   * caller does.
   */
  async read(file: ComponentScoreFile): Promise<string> {
    const text = (await this.#readFile(file, file.path)).toString('utf8');
    if (!SCORE_FILE.test(text)) {
      throw new InputError(
        `The file "${file.path}" of ${file.component} is not a Score file: it has no apiVersion of score.dev.`,
      );
    }
    return text;
  }

  /** A file that the Score file names in `files.*.source`, relative to itself. */
  async readBeside(file: ComponentScoreFile, source: string): Promise<Buffer> {
    const path = relativePath(source, 'The source');
    return this.#readFile(file, posix.join(posix.dirname(file.path), path));
  }

  /** What a workload from this file is bound to. */
  async sourceOf(file: ComponentScoreFile): Promise<WorkloadSource> {
    return file.base.type === 'url'
      ? sourceOfUrl(file.location)
      : this.#options.localFolders.sourceOf(file.base.target, file.path);
  }

  async #entity(ref: string, credentials: BackstageCredentials): Promise<Entity> {
    const entity = await this.#options.catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new NotFoundError(`The catalog has no entity "${ref}", or you may not see it.`);
    }
    if (entity.kind.toLocaleLowerCase('en-US') !== 'component') {
      throw new InputError(`"${ref}" is a ${entity.kind}: Score files belong to Components.`);
    }
    return entity;
  }

  async #readFile(file: ComponentScoreFile, path: string): Promise<Buffer> {
    const { urlReader, localFolders } = this.#options;
    if (file.base.type === 'file') {
      return localFolders.read(file.base.target, path, MAXIMUM_BYTES);
    }
    const url = this.#resolve(path, file.base.target);
    const content = await readAtMost(await urlReader.readUrl(url), MAXIMUM_BYTES);
    if (!content) {
      throw new InputError(`The file ${url} is larger than ${MAXIMUM_BYTES} bytes.`);
    }
    return content;
  }

  #resolve(path: string, base: string): string {
    return this.#options.integrations.resolveUrl({ url: path, base });
  }
}

function baseOf(entity: Entity, component: string): ComponentScoreFile['base'] {
  const { type, target } = getEntitySourceLocation(entity);
  if (type !== 'url' && type !== 'file') {
    throw new NotAllowedError(
      `${component} comes from a location of type "${type}", from which no Score file can be read: ` +
        'register it by the address of its repository.',
    );
  }
  return { type, target };
}
