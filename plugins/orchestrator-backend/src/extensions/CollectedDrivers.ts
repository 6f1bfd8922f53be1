import { ConflictError } from '@backstage/errors';
import type { DriverDescriptor } from '@tutti/planner';
import type {
  Driver,
  OrchestratorDriversExtensionPoint,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { compareText } from '@tutti/score';
import { describeDriver } from '../execution/drivers/describeDriver';

/** The drivers that modules hand in before the plugin starts. */
export class CollectedDrivers implements OrchestratorDriversExtensionPoint {
  readonly #byId = new Map<string, Driver>();

  addDriver(...drivers: Driver<any, any>[]): void {
    for (const driver of drivers) {
      if (this.#byId.has(driver.id)) {
        throw new ConflictError(
          `There are two drivers with the id "${driver.id}": take one of their modules out of the backend.`,
        );
      }
      this.#byId.set(driver.id, driver);
    }
  }

  /** All drivers, sorted by id. */
  all(): Driver[] {
    return [...this.#byId.values()].sort((left, right) => compareText(left.id, right.id));
  }

  /** What planning and the API know of the drivers, sorted by id. */
  descriptors(): DriverDescriptor[] {
    return this.all().map(describeDriver);
  }
}
