// Runs in a process of its own: reads, validates and renders all workloads, several times, and tells its parent how
// long each round took and how much memory was in use after it.

import { createRequire } from 'node:module';
import { scoreFiles } from './scoreFiles.mjs';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const { renderWorkload, toYaml } = require('@tutti/kubernetes-manifests');
const { readScore, resolveWorkload, scoreLookup } = require('@tutti/score');

const [count, rounds] = process.argv.slice(2).map(Number);
const files = scoreFiles(count);

for (let round = 0; round < rounds; round++) {
  const since = performance.now();
  const kinds = {};
  let bytes = 0;
  for (const file of files) {
    for (const object of render(file)) {
      bytes += Buffer.byteLength(toYaml(object));
      kinds[object.kind] = (kinds[object.kind] ?? 0) + 1;
    }
  }
  const milliseconds = performance.now() - since;
  globalThis.gc();
  process.send({ milliseconds, kinds, bytes, heap: process.memoryUsage().heapUsed });
}
process.send({ peak: process.resourceUsage().maxRSS * 1024 });
process.disconnect();

function render({ name, text }) {
  const { files: read, problems } = readScore(text, { source: name });
  const [{ workload }] = read;
  const { workload: resolved, errors } = resolveWorkload(workload, {
    lookup: scoreLookup({ metadata: workload.metadata, resources: {} }),
    volumeSource: () => undefined,
  });
  const rendered = renderWorkload({
    workload: resolved,
    options: {
      application: 'benchmark',
      environment: { id: 'development', uid: 'environment-uid' },
      ledgerUid: 'ledger-uid',
      instance: workload.metadata.name,
      namespace: 'benchmark',
      source: name,
    },
  });
  const found = [...problems, ...errors, ...rendered.problems];
  if (found.length > 0) {
    throw new Error(`${name} is not as it should be: ${JSON.stringify(found)}`);
  }
  return rendered.objects;
}
