import net, { type AddressInfo, type Socket } from 'node:net';

/** How a cut shows: `dropped` closes connections and refuses new ones; `silent` lets packets vanish without a word. */
export type Cut = 'dropped' | 'silent';

/** Sockets whose silence is meant. */
const hushed = new WeakSet<Socket>();

/** Stands between one replica and PostgreSQL, and can cut the connection in the ways in which networks do. */
export class DatabaseProxy {
  readonly #server: net.Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #cut: Cut | undefined;

  private constructor(target: { host: string; port: number }) {
    this.#server = net.createServer(client => this.#connect(client, target));
  }

  static async start(target: { host: string; port: number }): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(target);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts what is there and what comes, until it is healed. */
  cut(how: Cut): void {
    this.#cut = how;
    for (const pair of this.#pairs) {
      if (how === 'dropped') {
        pair.forEach(socket => socket.destroy());
      } else {
        hush(pair);
      }
    }
  }

  /** Lets new connections through. Those that were cut silently stay dead: a network forgets what it carried. */
  heal(): void {
    this.#cut = undefined;
  }

  stop(): void {
    this.#server.close();
    for (const pair of this.#pairs) {
      pair.forEach(socket => socket.destroy());
    }
  }

  #connect(client: Socket, target: { host: string; port: number }): void {
    if (this.#cut === 'dropped') {
      client.destroy();
      return;
    }
    const server = net.connect(target);
    const pair: [Socket, Socket] = [client, server];
    this.#pairs.add(pair);
    client.pipe(server);
    server.pipe(client);
    for (const [socket, other] of [pair, [server, client]]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined); // its end is what counts
      socket.on('close', () => {
        this.#pairs.delete(pair);
        if (!hushed.has(socket)) {
          other.destroy();
        }
      });
    }
    if (this.#cut === 'silent') {
      hush(pair);
    }
  }
}

/** Both ends stay open, and nothing comes through any more, not even that the other end is gone. */
function hush(pair: [Socket, Socket]): void {
  const [client, server] = pair;
  client.unpipe(server);
  server.unpipe(client);
  for (const socket of pair) {
    hushed.add(socket);
    socket.pause();
  }
}
