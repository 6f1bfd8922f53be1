import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import createKnex, { type Knex } from 'knex';

/** A way to PostgreSQL that can fall silent: what is connected then stays so, and carries nothing any more. */
export class SilentProxy {
  readonly #server: Server;
  readonly #sockets: Socket[] = [];
  readonly #clients: Knex[] = [];
  #isSilent = false;

  private constructor(readonly target: Knex) {
    const { host, port } = target.client.connectionSettings;
    this.#server = net.createServer(client => {
      const upstream = net.connect({ host, port: Number(port) });
      for (const socket of [client, upstream]) {
        socket.on('error', () => undefined); // its end is what tests look at
        this.#sockets.push(socket);
      }
      if (!this.#isSilent) {
        client.pipe(upstream).pipe(client);
      }
    });
  }

  /** @param target - a client of the database that is to be reached */
  static async start(target: Knex): Promise<SilentProxy> {
    const proxy = new SilentProxy(target);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  /** A client of the same database that goes this way. */
  client(pool: Knex.PoolConfig = { min: 0, max: 1 }): Knex {
    const { user, password, database } = this.target.client.connectionSettings;
    const { port } = this.#server.address() as AddressInfo;
    const connection = { host: '127.0.0.1', port, user, password, database };
    const client = createKnex({ client: 'pg', connection, pool });
    this.#clients.push(client);
    return client;
  }

  /** Silences what is connected. */
  fallSilent(): void {
    this.#sockets.forEach(socket => socket.unpipe().pause());
  }

  /** Silences what is connected, and what will be. */
  staySilent(): void {
    this.#isSilent = true;
    this.fallSilent();
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.close();
    await Promise.all(this.#clients.map(client => client.destroy()));
  }
}
