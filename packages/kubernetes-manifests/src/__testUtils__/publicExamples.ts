import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import {
  readScore,
  resolveWorkload,
  scoreLookup,
  type JsonObject,
  type Lookup,
  type ResolvedWorkload,
  type Workload,
} from '@tutti/score';

const project = resolve(__dirname, '../../../..');

/** Where the Score files of the public projects are, which are not part of this repository. */
const conformance = resolve(
  project,
  process.env.TUTTI_CONFORMANCE ?? '../shared/conformance',
  'score/samples',
);

/** A workload of a public example, with outputs that stand in for those of its resources. */
export interface PublicExample {
  file: string;
  workload: ResolvedWorkload;
}

/**
 * The workloads of this repository's sample and, where they are at hand, of the Score projects' own examples: all
 * that are valid.
 */
export function publicExamples(): PublicExample[] {
  const folders = [join(project, 'examples/shop'), conformance].filter(existsSync);
  return folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
      .flatMap(name => readExamples(join(folder, name))),
  );
}

function readExamples(path: string): PublicExample[] {
  const file = relative(project, path);
  const { files } = readScore(readFileSync(path, 'utf8'), {
    source: file,
    images: { '*': 'registry.example/image:1.0.0' },
  });
  return files.map(({ workload }) => ({ file, workload: withStandIns(workload) }));
}

/** Any output of any resource is a text, and any volume is empty. */
function withStandIns(workload: Workload): ResolvedWorkload {
  const metadata = scoreLookup({ metadata: workload.metadata as JsonObject, resources: {} });
  const lookup: Lookup = (path, raw) =>
    path[0] === 'resources' ? path.slice(1).join('-') : metadata(path, raw);
  const { workload: resolved } = resolveWorkload(workload, {
    lookup,
    volumeSource: () => ({ source: { emptyDir: {} } }),
  });
  for (const container of Object.values(resolved.containers)) {
    for (const declared of Object.values(container.files ?? {})) {
      if (declared.source !== undefined) {
        declared.content = `content of ${declared.source}`;
        delete declared.source;
      }
    }
  }
  return resolved;
}
