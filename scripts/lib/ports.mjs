import { createServer } from 'node:net';

/** Whether a program can listen on a port of this machine now. */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
