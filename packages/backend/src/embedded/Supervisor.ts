/** What the backend tells the command that started it (`npm start`), over Node's channel. */
export type SupervisorMessage =
  | { kind: 'progress'; text: string }
  | { kind: 'warning'; text: string }
  | { kind: 'ready'; baseUrl: string; postgres: { host: string; port: number; user: string } }
  | { kind: 'failed'; text: string };

function exit(): void {
  process.exit(0);
}

/**
 * The command that started this backend and shows its progress. Without one (production starts
 * the backend directly) messages go nowhere, and the log tells the same.
 */
export class Supervisor {
  /**
   * Ends this process like SIGTERM when the command dies, so that nothing is left behind. Until
   * {@link Supervisor.handOverSignals}, signals leave through `process.exit`, whose listeners stop
   * PostgreSQL; by default a signal would pass them by.
   */
  static connect(): Supervisor {
    if (process.connected) {
      process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    }
    process.on('SIGTERM', exit);
    process.on('SIGINT', exit);
    return new Supervisor();
  }

  private constructor() {}

  /** Leaves signals to Backstage, which shuts its plugins down before it exits. */
  handOverSignals(): void {
    process.off('SIGTERM', exit);
    process.off('SIGINT', exit);
  }

  /** Hands a message over; returns when it is on its way. */
  tell(message: SupervisorMessage): Promise<void> {
    return new Promise(resolve => {
      if (process.send && process.connected) {
        process.send(message, undefined, {}, () => resolve());
      } else {
        resolve();
      }
    });
  }

  /** Says why this backend cannot start, and ends it with exit code 1. */
  async fail(error: Error): Promise<never> {
    if (process.connected) {
      await this.tell({ kind: 'failed', text: error.message });
    } else {
      process.stderr.write(`${error.stack}\n`);
    }
    process.exit(1);
  }
}
