import { compareText } from '@tutti/score';
import type { ManifestKind } from '@tutti/planner';
import { readManifests } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import { parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import { readText } from './readBytes';
import { findManifestFiles } from './readManifestFiles';

/** The text of one manifest, as it stands in its file. */
export interface ManifestText {
  kind: ManifestKind;
  name: string;
  text: string;
  file: string;
  /** The line of the file that the text begins at; counted from 1. */
  line: number;
}

/** What others are checked against comes first. */
const ORDER: readonly ManifestKind[] = [
  'ResourceType',
  'EnvironmentType',
  'ResourceDefinition',
  'DefinitionTest',
];

/**
 * The manifests of files and folders one by one, comments and all, in the order in which they can be saved: types before
 * the definitions that need them.
 *
 * @throws UsageError when a path does not exist or cannot be read, or when there is no file at all.
 */
export function splitManifests(paths: readonly string[]): {
  manifests: ManifestText[];
  problems: Problem[];
} {
  const manifests: ManifestText[] = [];
  const problems: Problem[] = [];
  for (const file of findManifestFiles(paths)) {
    const text = readText(file);
    const read = readManifests(text, { source: file });
    problems.push(...read.problems);
    if (read.problems.every(each => each.severity !== 'error')) {
      const pieces = piecesOf(text);
      read.manifests.forEach(({ kind, name }, index) =>
        manifests.push({ kind, name, file, ...pieces[index] }),
      );
    }
  }
  manifests.sort(
    (left, right) =>
      ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind) || compareText(left.name, right.name),
  );
  return { manifests, problems };
}

/** The documents of a text without their separators; empty ones are left out, as `readManifests` does. */
function piecesOf(text: string): { text: string; line: number }[] {
  const pieces: { text: string; line: number }[] = [];
  let start = 0;
  for (const document of parseAllDocuments(text) as Document[]) {
    const end = document.range?.[2] ?? text.length;
    if (document.contents !== null) {
      const [separator] = /^\s*(?:---[ \t]*(?:\r?\n|$))?/.exec(text.slice(start, end)) ?? [''];
      const begin = start + separator.length;
      pieces.push({
        text: text.slice(begin, end),
        line: text.slice(0, begin).split('\n').length,
      });
    }
    start = end;
  }
  return pieces;
}
