import {
  EMPTY_SET,
  buildSnapshot,
  drivers,
  formatProblem,
  readManifests,
  readScore,
} from './planner.mjs';
import { graphShapes } from './graphShapes.mjs';
import { registryFiles, splitIntoFiles } from './registryManifests.mjs';

const registries = new Map();

/** The manifests of a registry of `definitions` definitions beside those of a graph's own; read once. */
function manifestsOf(definitions) {
  if (!registries.has(definitions)) {
    registries.set(definitions, readFiles(registryFiles(definitions)));
  }
  return registries.get(definitions);
}

/**
 * The arguments of a plan that brings all workloads of a shape into an empty environment.
 *
 * @param shape - a key of `graphShapes`
 * @param nodes - of how many nodes the graph is, about
 */
export function planArguments({ shape, definitions, nodes }) {
  const { manifests, workloads } = graphShapes[shape];
  const own = readFiles(splitIntoFiles(manifests(nodes)));
  const upsert = Object.fromEntries(
    Object.entries(workloads(nodes)).map(([name, resources]) => [
      name,
      readWorkload(name, resources),
    ]),
  );
  return {
    kind: 'deploy',
    base: EMPTY_SET,
    delta: { upsert, remove: [] },
    registry: buildSnapshot([...manifestsOf(definitions), ...own]),
    drivers,
    pins: [],
    values: {},
    context: {
      application: { id: 'shop', labels: {} },
      environment: { uid: 'environment', id: 'dev', type: 'development', labels: {} },
    },
    ledger: [],
  };
}

function readFiles(texts) {
  return texts.flatMap((text, index) => {
    const { manifests, problems } = readManifests(text, { source: `file-${index}.yaml` });
    refuse(problems);
    return manifests;
  });
}

function readWorkload(name, resources) {
  const text = `apiVersion: score.dev/v1b1
metadata: { name: ${name} }
containers: { main: { image: "app:1" } }
${resources}
`;
  const { files, problems } = readScore(text, { source: `${name}.yaml` });
  refuse(problems);
  return { workload: files[0].workload };
}

function refuse(problems) {
  if (problems.length > 0) {
    throw new Error(problems.slice(0, 3).map(formatProblem).join('\n'));
  }
}
