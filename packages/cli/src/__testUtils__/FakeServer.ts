import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a fake server does with one call. */
export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A server whose answers a test writes, for what a real one does only on its worst days. */
export class FakeServer {
  /** Each call, in order. */
  readonly calls: { method?: string; url?: string; authorization?: string; key?: string }[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: http.Server;
  #handlers: Handler[] = [];

  private constructor() {
    this.#server = http.createServer((request, response) => {
      const { method, url, headers } = request;
      const key = headers['idempotency-key'] as string | undefined;
      this.calls.push({ method, url, authorization: headers.authorization, key });
      const handler = this.#handlers.length > 1 ? this.#handlers.shift()! : this.#handlers[0];
      request.resume().once('end', () => handler(request, response));
    });
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param port - 0: any that is free */
  static async start(port = 0): Promise<FakeServer> {
    const server = new FakeServer();
    await new Promise<void>(resolve => server.#server.listen(port, '127.0.0.1', resolve));
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** One handler for each call that comes; the last one for all that follow. */
  answer(...handlers: Handler[]): void {
    this.#handlers = handlers;
    this.calls.length = 0;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** Answers as Tutti does. */
export function json(body: unknown, status = 200): Handler {
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  };
}

/** Answers as Tutti does when it refuses. */
export function refusal(status: number, name: string, message: string): Handler {
  return json({ error: { name, message }, response: { statusCode: status } }, status);
}

/** Answers as something else does. */
export function page(status: number, html: string, headers: Record<string, string> = {}): Handler {
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers });
    response.end(html);
  };
}

/** Hangs up when it has said half of its answer. */
export const halfAnswer: Handler = (request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
  response.write('{"items": [');
  setTimeout(() => request.socket.destroy(), 50);
};

/** Hangs up without a word. */
export const hangUp: Handler = request => request.socket.destroy();
