import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import { findNumberBound } from '../../database/deployments/findNumberBound';
import { findUidOfNumber } from '../../database/deployments/findUidOfNumber';
import { readFence } from '../../database/execution/readFence';
import { raiseNumberFloor } from '../../database/execution/raiseNumberFloor';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import type { DeploymentRun } from '../DeploymentRun';
import { readIncarnation } from './readIncarnation';

/** What the evidence of a delivery says about who wrote it last. */
interface DeliverySeen {
  fence: Fence;
  number: number;
  uid?: string;
}

/**
 * Looks at what was delivered for an environment last. A newer fence than its lane has ever had, a higher number than this
 * database has given, or a number that it has given to another deployment, was written by a database that knew more: this
 * one was restored from a backup. The numbers of this environment then go on above the one seen. A target that cannot be
 * read says nothing; its delivery will fail by itself.
 *
 * @returns how it shows and which epoch was seen; undefined when nothing shows
 */
export async function findRestore(
  run: DeploymentRun,
): Promise<{ reason: string; above: number } | undefined> {
  const { services, environment, lane, log } = run;
  const rows = await listLedgerOfEnvironment(services.database, environment.uid);
  for (const row of rows) {
    const driver = services.drivers.get(row.driver);
    if (row.role !== 'current' || !driver?.delivers) {
      continue;
    }
    let seen: DeliverySeen | undefined;
    try {
      seen = seenIn((await readIncarnation(run, driver, row)).evidence);
    } catch (error) {
      run.signal.throwIfAborted();
      log.add({
        level: 'warn',
        phase: 'read',
        node: row.node,
        message: `What was delivered last cannot be read: ${(error as Error).message}`,
      });
    }
    if (!seen) {
      continue;
    }
    // Read after the delivery: somebody may have taken this lane over, delivered, and ended meanwhile.
    const given = await findNumberBound(services.database, environment.uid);
    const known = (await readFence(services.database, environment.uid)) ?? lane.fence;
    const isNewer =
      seen.fence.epoch > known.epoch ||
      (seen.fence.epoch === known.epoch && seen.fence.counter > known.counter);
    const holder = await findUidOfNumber(services.database, environment.uid, seen.number);
    const isAnother = holder !== undefined && seen.uid !== undefined && holder !== seen.uid;
    if (seen.number > given) {
      await raiseNumberFloor(services.database, environment.uid, seen.number);
    }
    if (isNewer || isAnother || seen.number > given) {
      return {
        above: seen.fence.epoch,
        reason:
          `Deployment ${seen.number} of ${environment.application}/${environment.name} was delivered under the fence ` +
          `${seen.fence.epoch}.${seen.fence.counter}, of which this database knows nothing: it was restored from a backup.`,
      };
    }
  }
  return undefined;
}

function seenIn(evidence: JsonObject): DeliverySeen | undefined {
  const { fence, deployment } = evidence as {
    fence?: Partial<Fence>;
    deployment?: { number?: number; uid?: string };
  };
  return Number.isInteger(fence?.epoch) &&
    Number.isInteger(fence?.counter) &&
    Number.isInteger(deployment?.number)
    ? { fence: fence as Fence, number: deployment?.number as number, uid: deployment?.uid }
    : undefined;
}
