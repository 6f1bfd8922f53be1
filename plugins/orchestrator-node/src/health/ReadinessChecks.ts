import { createServiceFactory, createServiceRef } from '@backstage/backend-plugin-api';

/** Says why a part of the process is not ready, as a sentence; undefined when it is. */
export type ReadinessCheck = () => Promise<string | undefined> | string | undefined;

/**
 * Where parts of one process say whether they are ready. Backstage's health service knows only whether the backend has
 * started, and takes no checks of plugins, so a backend that wants them adds a health service that asks here.
 */
export class ReadinessChecks {
  readonly #checks = new Map<string, ReadinessCheck>();

  /** Adds a check; one that throws or rejects means not ready. */
  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** Asks all; the parts that are not ready, with their sentences, by name. */
  async unready(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const [name, check] of [...this.#checks].sort(([left], [right]) =>
      left < right ? -1 : 1,
    )) {
      const reason = await Promise.resolve()
        .then(check)
        .catch(() => 'It could not be asked.'); // what is wrong is for the log, not for whoever probes
      if (reason !== undefined) {
        found[name] = reason;
      }
    }
    return found;
  }
}

/** The checks of this process, shared by all its plugins. */
export const readinessChecksServiceRef = createServiceRef<ReadinessChecks>({
  id: 'platform-orchestrator.readiness-checks',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => new ReadinessChecks() }),
});
