import {
  TOO_MANY_DOCUMENTS,
  compareProblems,
  isJsonObject,
  limitProblems,
  readProperty,
  readYaml,
} from '@tutti/score';
import type { JsonObject, LocatedDocument, Problem } from '@tutti/score';
import type { JsonSchema } from '../model';
import { alternatives, validateValue } from '../schema';
import { MANIFEST_API_VERSION } from './Manifest';
import type { Manifest, ManifestKind } from './Manifest';
import { manifestSchemas } from './manifestSchemas';
import { problemAt } from './problemAt';
import {
  toDefinitionTest,
  toEnvironmentType,
  toResourceDefinition,
  toResourceType,
} from './toSpec';

/** What the API versions of manifests begin with. */
const DOMAIN = 'tutti.dev/';

/** How many documents one file may hold: files that hold a whole registry exist. */
const MAXIMUM_DOCUMENTS = 1000;

/**
 * Reads the manifests of one YAML text (`manifests.md`): several documents, of any of the four kinds. Documents that
 * cannot be read or do not fit the schema of their kind are problems with line, column and pointer; the good ones beside
 * them are returned. What can only be judged together with other manifests is left to `checkManifests`. Of a text with
 * too many documents nothing is returned: where it was cut off says nothing about what is meant.
 *
 * Never throws on input.
 *
 * @param text - or the bytes of a file, which are a problem when they are no UTF-8
 * @param options - `source`: the name of the file for messages
 */
export function readManifests(
  text: string | Uint8Array,
  options: { source: string },
): { manifests: Manifest[]; problems: Problem[] } {
  const { source } = options;
  const { documents, problems } = readYaml(text, { source, maximumDocuments: MAXIMUM_DOCUMENTS });
  if (problems.some(problem => problem.code === TOO_MANY_DOCUMENTS)) {
    return { manifests: [], problems };
  }
  const manifests: Manifest[] = [];
  const found: Problem[] = [...problems];
  for (const document of documents) {
    const { manifest, problems: own } = readDocument(document);
    found.push(...own);
    if (manifest) {
      manifests.push(manifest);
    }
  }
  return { manifests, problems: limitProblems(found.sort(compareProblems)) };
}

function readDocument(document: LocatedDocument): { manifest?: Manifest; problems: Problem[] } {
  const { value } = document;
  if (!isJsonObject(value)) {
    return { problems: [problemAt(document, '', 'schema', 'A manifest must be a mapping.')] };
  }
  const kind = readProperty(value, 'kind');
  if (typeof kind !== 'string' || !Object.hasOwn(manifestSchemas, kind)) {
    return {
      problems: [isOfOthers(value) ? manifestOfOthers(document) : unknownKind(document, kind)],
    };
  }
  const violations = validateValue(manifestSchemas[kind as ManifestKind] as JsonSchema, value);
  if (violations.length > 0) {
    return {
      problems: violations.map(({ pointer, message, hint }) =>
        problemAt(document, pointer, 'schema', message, hint),
      ),
    };
  }
  return { manifest: toManifest(kind as ManifestKind, value, document), problems: [] };
}

function toManifest(kind: ManifestKind, value: JsonObject, document: LocatedDocument): Manifest {
  switch (kind) {
    case 'ResourceType':
      return named(kind, toResourceType(value), document);
    case 'EnvironmentType':
      return named(kind, toEnvironmentType(value), document);
    case 'ResourceDefinition':
      return named(kind, toResourceDefinition(value), document);
    case 'DefinitionTest':
      return named(kind, toDefinitionTest(value), document);
    default:
      throw new Error(`There is no manifest of kind "${kind satisfies never}".`);
  }
}

function named<Kind extends ManifestKind, Spec extends { name: string }>(
  kind: Kind,
  spec: Spec,
  document: LocatedDocument,
) {
  return { kind, name: spec.name, spec, document };
}

function isOfOthers(value: JsonObject): boolean {
  const { apiVersion } = value;
  return typeof apiVersion === 'string' && !apiVersion.startsWith(DOMAIN);
}

/** A kind that nobody knows here is no slip where the manifest says that it is for somebody else. */
function manifestOfOthers(document: LocatedDocument): Problem {
  return problemAt(
    document,
    '/apiVersion',
    'unknown-kind',
    'This is no manifest of Tutti but one of another program.',
    `Write apiVersion: ${MANIFEST_API_VERSION} and one of these as kind: ${kindList()}.`,
  );
}

function kindList(): string {
  return Object.keys(manifestSchemas).join(', ');
}

function unknownKind(document: LocatedDocument, kind: unknown): Problem {
  const kinds = Object.keys(manifestSchemas);
  if (typeof kind !== 'string') {
    return problemAt(
      document,
      kind === undefined ? '' : '/kind',
      'unknown-kind',
      `The manifest does not say its kind${kind === undefined ? '' : ' as a text'}.`,
      `Write apiVersion: ${MANIFEST_API_VERSION} and one of these as kind: ${kindList()}.`,
    );
  }
  const message = `There is no manifest of kind "${kind}".`;
  return problemAt(document, '/kind', 'unknown-kind', message, alternatives(kind, kinds));
}
