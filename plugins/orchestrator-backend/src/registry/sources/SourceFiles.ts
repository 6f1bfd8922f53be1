import { createHash } from 'node:crypto';
import type { Problem } from '@tutti/score';
import type { SourceConfig } from './SourceConfig';

/** The files of a source at one moment, as text. */
export interface SourceFiles {
  source: SourceConfig;
  /** Of a URL: the revision that was read, such as a commit. */
  revision?: string;
  /** Why the source as a whole was not read; there are no files then. */
  failure?: Problem;
  /** Files that could be read, by name in order. */
  texts: { name: string; text: string }[];
  /** Files that could not, one problem each. */
  unreadable: Problem[];
}

/** SHA-256 that is the same while nothing about the files changes. */
export function sourceFilesHash(sources: SourceFiles[]): string {
  const hash = createHash('sha256');
  for (const { source, revision, failure, texts, unreadable } of sources) {
    hash.update(
      JSON.stringify([source.name, revision ?? '', failure ?? '', unreadable, texts.length]),
    );
    for (const { name, text } of texts) {
      hash.update(JSON.stringify([name, text.length])).update(text);
    }
  }
  return hash.digest('hex');
}
