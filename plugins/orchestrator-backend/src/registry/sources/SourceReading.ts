import { readManifests, type Manifest } from '@tutti/planner';
import { hasErrors, type Problem } from '@tutti/score';
import { declaredNames } from './declaredNames';
import type { SourceConfig } from './SourceConfig';
import type { SourceFiles } from './SourceFiles';

/** What a source declares at one moment. */
export interface SourceReading {
  source: SourceConfig;
  /** Of a URL: the revision that was read. */
  revision?: string;
  /** False: the source as a whole could not be read, and nothing below says anything. */
  readable: boolean;
  /** Manifests that are good by themselves, by file. */
  manifests: Manifest[];
  problems: Problem[];
  /** Names of all files found. */
  files: Set<string>;
  /** Files of which some part could not be read at all, so nobody knows what they declare. */
  broken: Set<string>;
  /** Manifests that are there but bad, as `<kind>/<name>`. */
  declared: Set<string>;
}

/** Reads the manifests in the files of a source. */
export function sourceReading(found: SourceFiles): SourceReading {
  const { source, revision, failure, texts, unreadable } = found;
  const reading: SourceReading = {
    source,
    ...(revision !== undefined && { revision }),
    readable: failure === undefined,
    manifests: [],
    problems: failure ? [failure] : [...unreadable],
    files: new Set([...texts.map(file => file.name), ...unreadable.map(each => each.source)]),
    broken: new Set(unreadable.map(each => each.source)),
    declared: new Set(),
  };
  for (const { name, text } of texts) {
    const { manifests, problems } = readManifests(text, { source: name });
    reading.manifests.push(...manifests);
    reading.problems.push(...problems);
    if (hasErrors(problems)) {
      const { names, complete } = declaredNames(text);
      for (const declared of names) {
        reading.declared.add(declared);
      }
      if (!complete) {
        reading.broken.add(name);
      }
    }
  }
  return reading;
}
