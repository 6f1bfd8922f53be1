import type { Driver, DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** The operations of drivers; not every driver has `adopt`. */
export type DriverOperation = 'plan' | 'apply' | 'adopt' | 'read' | 'destroy';

/** What an operation of a driver answers. */
export type DriverAnswer<K extends DriverOperation> = Awaited<ReturnType<NonNullable<Driver[K]>>>;

/** Where drivers run: in this process now, elsewhere (a job, an agent) later, chosen per node. */
export interface DriverInvoker {
  /**
   * Calls one operation of a driver.
   *
   * @throws what the driver throws, an error of class `permanent` when it has no such operation, and {@link DriverUnresponsiveError} when it does not come back after an abort.
   */
  invoke<K extends DriverOperation>(
    driver: Driver,
    operation: K,
    context: DriverContext,
  ): Promise<DriverAnswer<K>>;
}
