import type { Driver, DriverResult } from '@tutti/backstage-plugin-platform-orchestrator-node';
import {
  findExternalIdOwner,
  type ExternalIdOwner,
} from '../../database/ledger/findExternalIdOwner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { NodeWork } from './NodeWork';

/** Whose the thing is that a driver made or adopted, by the ledger, when it is somebody else's. */
export async function findOwner(
  work: NodeWork,
  entry: LedgerEntry,
  driver: Driver,
  { externalId }: DriverResult,
): Promise<ExternalIdOwner | undefined> {
  const isItsOwn = externalId === entry.externalId && driver.id === entry.driver;
  return externalId === undefined || driver.refersOnly || isItsOwn
    ? undefined
    : findExternalIdOwner(work.run.services.database, {
        driver: driver.id,
        externalId,
        except: entry.uid,
      });
}
