import { createServer } from 'node:net';

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
        resolve(undefined);
      } else {
        reject(error);
      }
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/**
 * A TCP port on the loopback interface that nobody listens on.
 *
 * @param preferred - taken when it is free, so that addresses stay the same over restarts.
 * @throws Error when the system has no port left to give.
 */
export async function findFreePort(preferred: number): Promise<number> {
  const port = (await listenOnce(preferred)) ?? (await listenOnce(0));
  if (port === undefined) {
    throw new Error('The system has no free TCP port for PostgreSQL. End some programs and retry.');
  }
  return port;
}
