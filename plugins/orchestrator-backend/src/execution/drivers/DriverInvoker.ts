import type { Driver, DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** The operations of a driver that every driver has. */
export type DriverOperation = 'plan' | 'apply' | 'read' | 'destroy';

/** Where drivers run: in this process now, elsewhere (a job, an agent) later, chosen per node. */
export interface DriverInvoker {
  /**
   * Calls one operation of a driver.
   *
   * @throws what the driver throws, and {@link DriverUnresponsiveError} when it does not come back after an abort.
   */
  invoke<K extends DriverOperation>(
    driver: Driver,
    operation: K,
    context: DriverContext,
  ): Promise<Awaited<ReturnType<Driver[K]>>>;
}
