// `node benchmarks/run.mjs`: measures what Tutti promises to be fast at, and prints ratios.
//
// Runs on any Node from version 20: what is measured runs on the Node that Backstage needs, which is fetched.

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Tutti needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { installDependencies } = await import('../scripts/lib/dependencies.mjs');
const { prepareToolchain } = await import('../scripts/lib/toolchain.mjs');
const { readBenchmarkOptions } = await import('./lib/benchmarkOptions.mjs');
const { benchmarkThroughput } = await import('./execution/benchmarkThroughput.mjs');
const { benchmarkLatency } = await import('./execution/benchmarkLatency.mjs');
const { benchmarkMemory } = await import('./execution/benchmarkMemory.mjs');
const { benchmarkPages } = await import('./pages/benchmarkPages.mjs');
const { benchmarkPlanner } = await import('./planner/benchmarkPlanner.mjs');
const { benchmarkImpact } = await import('./registry/benchmarkImpact.mjs');
const { benchmarkScore } = await import('./score/benchmarkScore.mjs');

const options = readBenchmarkOptions(process.argv.slice(2));
const toolchain = await prepareToolchain();
await installDependencies(toolchain);
const benchmarks = {
  score: benchmarkScore,
  planner: benchmarkPlanner,
  registry: benchmarkImpact,
  execution: benchmarkThroughput,
  latency: benchmarkLatency,
  memory: benchmarkMemory,
  pages: benchmarkPages,
};
let isFine = true;
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (options.only === undefined || options.only === name) {
    isFine = (await benchmark(toolchain, options)) && isFine;
  }
}
process.exit(isFine ? 0 : 1);
