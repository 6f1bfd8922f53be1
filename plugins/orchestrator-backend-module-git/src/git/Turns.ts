import { untilCancelled } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** Lets one piece of work at a time go on, in the order of asking. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Waits for all earlier work, then works. Who is cancelled while waiting gives up the place.
   *
   * @throws DriverError of class `cancelled` while waiting, or what the work throws.
   */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#last;
    let done = () => {};
    const mine = new Promise<void>(resolve => {
      done = resolve;
    });
    this.#last = before.then(() => mine);
    try {
      await untilCancelled(signal, before);
      return await work();
    } finally {
      done();
    }
  }
}
