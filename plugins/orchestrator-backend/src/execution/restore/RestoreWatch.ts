import { readCheckedEpoch } from '../../database/execution/checkedEpoch';
import type { DeploymentRun } from '../DeploymentRun';
import { declareRestored } from './declareRestored';
import { findRestore } from './findRestore';
import { readLedger } from './readLedger';

/** Sees to it that nothing is done by what a restored database believes before that has been compared with reality. */
export class RestoreWatch {
  readonly #compared = new Set<string>();

  private constructor() {}

  static create(): RestoreWatch {
    return new RestoreWatch();
  }

  /**
   * Before a deployment is worked on: compares its environment with what was delivered last, once in the life of this
   * process, since a database is not restored under a running one; and reads the environment's ledger where that has not
   * been done since a restore.
   *
   * @returns false when a restore was found out just now: then this worker has lost the lane, and the deployment has ended
   */
  async check(run: DeploymentRun): Promise<boolean> {
    const { services, environment, lane } = run;
    const { database, logger } = services;
    if (!this.#compared.has(environment.uid)) {
      const found = await findRestore(run);
      this.#compared.add(environment.uid);
      if (found) {
        await declareRestored(database, logger, found);
        return false;
      }
    }
    const { epoch } = lane.fence;
    if (epoch > 1 && (await readCheckedEpoch(database, environment.uid)) < epoch) {
      await readLedger(run);
    }
    return true;
  }
}
