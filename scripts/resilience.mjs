// `npm run test:resilience`: several backends on one PostgreSQL, killed, frozen and cut off, and a checker afterwards.

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Tutti needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { installDependencies } = await import('./lib/dependencies.mjs');
const { prepareToolchain } = await import('./lib/toolchain.mjs');
const { readResilienceOptions } = await import('./resilience/resilienceOptions.mjs');
const { runPart } = await import('./resilience/runPart.mjs');

const { parts, ...options } = readResilienceOptions(process.argv.slice(2));
const toolchain = await prepareToolchain();
await installDependencies(toolchain);
let failed = 0;
for (const part of parts) {
  failed += (await runPart(toolchain, part, options)).failed;
}
process.exit(failed > 0 ? 1 : 0);
