import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import { readProperty } from '../json/readProperty';
import { findReferences } from '../placeholders/findReferences';
import type { Reference } from '../placeholders/Reference';
import { didYouMean } from '../problems/didYouMean';
import type { Finding } from '../problems/Finding';
import { quote } from '../problems/quote';
import { entriesAt } from './entriesAt';

/** What an element may hold; dots get into it only as `\.`, slashes only in annotation keys. */
const ELEMENT = /^[A-Za-z0-9_./-]+$/;

/**
 * The placeholders in variables, in file contents unless `noExpand`, in volume sources and in resource
 * params are well formed and lead to the workload's own metadata and resources. Whether a resource has
 * the output is known only to its type.
 */
export function checkPlaceholders(document: JsonValue): Finding[] {
  const findings: Finding[] = [];
  const checked = new Set<string>();
  for (const reference of referencesIn(document)) {
    const place = `${reference.pointer} ${reference.raw}`;
    if (!checked.has(place)) {
      checked.add(place);
      findings.push(...checkReference(reference, document));
    }
  }
  return findings;
}

function referencesIn(document: JsonValue): Reference[] {
  const root = { value: document, pointer: '' };
  const texts = entriesAt(root, 'containers').flatMap(container => [
    ...entriesAt(container, 'variables'),
    ...entriesAt(container, 'files')
      .filter(file => readProperty(file.value, 'noExpand') !== true)
      .map(file => property(file, 'content')),
    ...entriesAt(container, 'volumes').map(volume => property(volume, 'source')),
  ]);
  const params = entriesAt(root, 'resources').map(resource => property(resource, 'params'));
  return [
    ...texts.filter(({ value }) => typeof value === 'string'),
    ...params.filter(({ value }) => isJsonObject(value)),
  ].flatMap(({ value, pointer }) =>
    findReferences(value!).map(reference => ({
      ...reference,
      pointer: pointer + reference.pointer,
    })),
  );
}

function property(entry: { value: JsonValue; pointer: string }, name: string) {
  return {
    value: readProperty(entry.value, name),
    pointer: appendPointer(entry.pointer, name),
  };
}

function checkReference({ path, raw, pointer }: Reference, document: JsonValue): Finding[] {
  // Quoted for its escapes and its length; the quotes themselves would only be noise.
  const placeholder = `\${${quote(raw).slice(1, -1)}}`;
  const [root, name] = path;
  const finding = (code: string, message: string, hint?: string): Finding[] => [
    { severity: 'error', code, message, pointer, ...(hint && { hint }) },
  ];

  if (path.length < 2 || !path.every(element => ELEMENT.test(element))) {
    return finding(
      'malformed-placeholder',
      `The placeholder ${placeholder} is malformed: it needs at least two elements with dots between them, each of letters, digits, "_" and "-".`,
      `Write $${placeholder} to keep the text as it is; a dot within an element is written "\\.".`,
    );
  }
  if (root === 'resources') {
    const resources = readProperty(document, 'resources') ?? {};
    const names = isJsonObject(resources) ? Object.keys(resources) : [];
    // Resources of another shape are the schema's business, and say nothing about the names.
    return !isJsonObject(resources) || names.includes(name)
      ? []
      : finding(
          'unknown-placeholder',
          `The placeholder ${placeholder} does not resolve to a resource, no resource with name ${quote(name)}.`,
          didYouMean(name, names) ?? `Declare ${quote(name)} under the resources of the workload.`,
        );
  }
  if (root === 'metadata') {
    const metadata = readProperty(document, 'metadata') ?? {};
    const names = isJsonObject(metadata) ? Object.keys(metadata) : [];
    return !isJsonObject(metadata) || names.includes(name)
      ? []
      : finding(
          'unknown-placeholder',
          `The placeholder ${placeholder} does not resolve, the metadata has no key ${quote(name)}.`,
          didYouMean(name, names),
        ).map(warning => ({ ...warning, severity: 'warning' }));
  }
  return finding(
    'unknown-placeholder',
    `The placeholder ${placeholder} has unsupported first element of ${quote(root)}.`,
    didYouMean(root, ['metadata', 'resources']) ??
      `Begin with "metadata" or "resources", or write $${placeholder} to keep the text as it is.`,
  );
}
