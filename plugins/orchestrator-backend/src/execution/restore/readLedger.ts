import type { JsonObject } from '@tutti/score';
import { writeCheckedEpoch } from '../../database/execution/checkedEpoch';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import { updateLedgerEntry } from '../../database/ledger/updateLedgerEntry';
import type { DeploymentRun } from '../DeploymentRun';
import { readIncarnation } from './readIncarnation';

/**
 * Reads every incarnation of an environment that has not been checked since the database was restored, before anything is
 * planned by what the ledger says: what is gone is made again by the plan, and what a driver cannot tell waits for a person.
 *
 * @throws what a driver throws; what was read until then is kept, and the lane tries again
 */
export async function readLedger(run: DeploymentRun): Promise<void> {
  const { services, environment, lane, log } = run;
  const rows = await listLedgerOfEnvironment(services.database, environment.uid);
  for (const row of rows.filter(each => each.presence === 'not-checked')) {
    const driver = services.drivers.get(row.driver);
    if (!driver) {
      throw new Error(
        `${row.node} has not been checked since the database was restored, and its driver ${row.driver} is not installed.`,
      );
    }
    const { presence, evidence } = await readIncarnation(run, driver, row);
    await run.transact(async transaction => {
      await updateLedgerEntry(transaction, row.uid, {
        presence,
        evidence: run.redactor.redactValue(evidence) as JsonObject,
      });
      log.add({
        level: presence === 'present' ? 'info' : 'warn',
        phase: 'read',
        node: row.node,
        message: `Read after the restore of the database: it is ${presence}.`,
      });
      await log.write(transaction);
    });
  }
  await run.transact(transaction =>
    writeCheckedEpoch(transaction, environment.uid, lane.fence.epoch),
  );
}
