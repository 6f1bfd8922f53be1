import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import type { ScoreFile } from '@tutti/score';

/** The parts of a container that have deprecated forms. */
const UPGRADED_PARTS = ['files', 'volumes'] as const;

/**
 * The text of a file of Score documents with deprecated forms replaced. Everything else keeps its comments and its form; a
 * text without deprecated forms comes back as it is.
 *
 * @param files - what `readScore` made of the same text, without errors
 */
export function upgradeText(text: string, files: readonly ScoreFile[]): string {
  if (files.every(file => file.changes.length === 0)) {
    return text;
  }
  const documents = (parseAllDocuments(text, { merge: true }) as Document[]).filter(
    document => document.contents !== null,
  );
  for (const [index, document] of documents.entries()) {
    replaceParts(document, files[index]);
  }
  return documents.map(document => document.toString({ lineWidth: 0 })).join('');
}

function replaceParts(document: Document, { workload }: ScoreFile): void {
  for (const [name, container] of Object.entries(workload.containers)) {
    for (const part of UPGRADED_PARTS) {
      const at = ['containers', name, part];
      const written = document.getIn(at);
      const before = written && document.toJS()?.containers?.[name]?.[part];
      if (container[part] !== undefined && !isDeepStrictEqual(before, container[part])) {
        document.setIn(at, document.createNode(container[part]));
      }
    }
  }
}
