import type { NewLogLine } from '../../database/deployments/appendLog';
import type { NodeChange } from '../../database/deployments/changeNodes';
import type { NewIntent } from '../../database/execution/insertIntents';
import type { SettledIntent } from '../../database/execution/settleIntents';
import type { NodeMove } from '../../database/registry/movePins';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { AdoptedThing } from '../../database/ledger/keepFormerIds';
import type { LedgerUpdate } from '../../database/ledger/writeLedgerEntries';
import type { NodeId } from '@tutti/planner';

/** What one step of work on a node wants written: all of it or nothing. */
export interface RunChange {
  nodes?: NodeChange[];
  /** New incarnations. */
  made?: Omit<LedgerEntry, 'updatedAt'>[];
  updated?: LedgerUpdate[];
  /** Incarnations that other drivers have adopted. */
  adopted?: AdoptedThing[];
  /** Uids of incarnations that are gone. */
  gone?: string[];
  /** Nodes that have to be applied again, even at the same inputs. */
  unsettled?: NodeId[];
  /** Nodes that go on under another name, and their pins with them. */
  moved?: NodeMove[];
  intents?: NewIntent[];
  settled?: SettledIntent[];
  /** Lines that explain the change. */
  lines?: NewLogLine[];
  /** Others are told that the environment's active resources changed. */
  resourcesChanged?: boolean;
}
