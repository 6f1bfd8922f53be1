// `npm test`: checks everything, and says what it ran, what it skipped and why.

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Tutti needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { readTestOptions } = await import('./test/testOptions.mjs');
const { runSteps } = await import('./test/runSteps.mjs');

process.exit(await runSteps(readTestOptions(process.argv.slice(2))));
