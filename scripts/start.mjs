// `npm start`: brings up Tutti on this machine, with everything it needs.
//
// Runs on any Node from version 20: it fetches the Node that Backstage needs, starts the backend
// with that, and stays as its supervisor.

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Tutti needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { readStartOptions } = await import('./start/startOptions.mjs');
const { startTutti } = await import('./start/startTutti.mjs');

process.exit(await startTutti(readStartOptions(process.argv.slice(2))));
