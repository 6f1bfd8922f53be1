/** A wait that somebody can end: a call of `wake` while nobody waits ends the next wait at once. */
export class Wakeup {
  #woken = false;
  #wake: (() => void) | undefined;

  /** Ends the wait, or the next one. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /** Waits until woken, or for so many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#woken) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#woken = false;
  }
}
