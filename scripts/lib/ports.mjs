import { createServer } from 'node:net';

/** Listens for a moment; answers with the port, or `undefined` when somebody else has it. */
function tryPort(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether a program can listen on a port of this machine now. */
export async function isPortFree(port) {
  return (await tryPort(port)) !== undefined;
}

/** Any port that is free now. */
export function findPort() {
  return tryPort(0);
}
