import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { manifestKey, readManifests, type Manifest, type ManifestKind } from '@tutti/planner';
import { formatProblem, hasErrors, type Problem } from '@tutti/score';
import { API_SOURCE, apiFileName } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { listApiManifests, type ApiManifest } from '../../database/registry/listApiManifests';
import { writeApiManifest } from '../../database/registry/writeApiManifest';
import { ProblemsError } from '../../problems/ProblemsError';
import type { RegistryContents } from '../RegistryContents';
import type { ApiSource } from '../sources/SourceConfig';
import type { SourceFiles } from '../sources/SourceFiles';
import type { RegistrySync } from '../sync/RegistrySync';
import { storedManifests } from '../sync/StoredManifest';
import type { SyncDecision } from '../sync/SyncDecision';
import type { Manifests, ManifestToSave } from './Manifests';

/** What a {@link ManifestEditor} works with. */
export interface ManifestEditorOptions {
  database: Knex;
  sync: RegistrySync;
  source: ApiSource;
}

type Place = { kind: ManifestKind; name: string };

/** Saves manifests as texts of the source `api`, in one transaction with what they bring into force. */
export class ManifestEditor implements Manifests {
  readonly #options: ManifestEditorOptions;

  private constructor(options: ManifestEditorOptions) {
    this.#options = options;
  }

  static create(options: ManifestEditorOptions): ManifestEditor {
    return new ManifestEditor(options);
  }

  read({ text, kind, name }: ManifestToSave): Manifest {
    const { manifests, problems } = readManifests(text, { source: `${name ?? kind}.yaml` });
    if (hasErrors(problems)) {
      throw new ProblemsError(problems);
    }
    const [manifest, ...others] = manifests;
    if (!manifest || others.length > 0) {
      throw new InputError(
        `The text holds ${manifests.length} manifests: write exactly one of kind ${kind}.`,
      );
    }
    if (manifest.kind !== kind) {
      throw new InputError(`kind: the manifest is a ${manifest.kind}; this route saves a ${kind}.`);
    }
    if (name !== undefined && manifest.name !== name) {
      throw new InputError(
        `metadata.name: the manifest is named "${manifest.name}", the route "${name}". A manifest keeps its name: ` +
          'save it under the new one and delete the old one.',
      );
    }
    return manifest;
  }

  async save(manifest: ManifestToSave, by: string): Promise<Manifest> {
    const read = this.read(manifest);
    const { kind, name } = read;
    await this.#change({ kind, name, text: manifest.text, by }, contents => {
      const owner = storedManifests(contents).get(manifestKey(read));
      if (owner && (manifest.isNew || owner.source !== API_SOURCE)) {
        throw new ConflictError(
          owner.source === API_SOURCE
            ? `There is a ${kind} "${name}" already: update it instead.`
            : readOnly({ kind, name }, owner),
        );
      }
    });
    return read;
  }

  async remove(place: Place, by: string): Promise<void> {
    await this.#change({ ...place, by }, contents => {
      const owner = storedManifests(contents).get(manifestKey(place));
      if (!owner) {
        throw new NotFoundError(`There is no ${place.kind} "${place.name}".`);
      }
      if (owner.source !== API_SOURCE) {
        throw new ConflictError(readOnly(place, owner));
      }
    });
  }

  async #change(
    change: Place & { text?: string; by: string },
    assertAllowed: (contents: RegistryContents) => void,
  ): Promise<void> {
    const { database, sync, source } = this.#options;
    await sync.change({
      decide: async (contents, decide) => {
        assertAllowed(contents);
        const before = await listApiManifests(database);
        const decision = decide(filesOf(source, withChange(before, change)));
        assertGood(change, decision, decide(filesOf(source, before)));
        return decision;
      },
      also: transaction => writeApiManifest(transaction, change),
    });
  }
}

function readOnly({ kind, name }: Place, owner: { source: string; file: string }): string {
  return (
    `The ${kind} "${name}" comes from the source "${owner.source}" (${owner.file}) and is read-only here: ` +
    'change it there.'
  );
}

function withChange(before: ApiManifest[], change: Place & { text?: string }): ApiManifest[] {
  const { kind, name, text } = change;
  const others = before.filter(each => each.kind !== kind || each.name !== name);
  return text === undefined ? others : [...others, { kind, name, text }];
}

function filesOf(source: ApiSource, manifests: ApiManifest[]): SourceFiles {
  const texts = manifests.map(each => ({ name: apiFileName(each), text: each.text }));
  return { source, texts, unreadable: [] };
}

/**
 * @throws ProblemsError for errors in the manifest itself; ConflictError for those that others get by it, and for content
 *   that would not come into force.
 */
function assertGood(change: Place & { text?: string }, after: SyncDecision, before: SyncDecision) {
  const file = apiFileName(change);
  const own = change.text === undefined ? [] : after.problems.filter(each => each.source === file);
  if (hasErrors(own)) {
    throw new ProblemsError(own);
  }
  const notPromoted = own.find(each => each.code === 'not-promoted');
  if (notPromoted) {
    throw new ConflictError(`${notPromoted.message} ${notPromoted.hint ?? ''}`.trim());
  }
  const known = new Set(before.problems.map(textOf));
  const broken = after.problems.filter(
    each => each.severity === 'error' && each.source !== file && !known.has(textOf(each)),
  );
  if (broken.length > 0) {
    throw new ConflictError(
      `Other manifests would break. ${broken.slice(0, 5).map(formatProblem).join(' ')}`,
    );
  }
}

function textOf(problem: Problem): string {
  return JSON.stringify(problem);
}
