import { oneCommitPerDeployment, targetIsAsDesired } from './rules/deliveryRules';
import { everythingIsTold, lastOnesSucceed, nothingIsStuck } from './rules/endRules';
import {
  evidenceIsTrue,
  intentComesFirst,
  nothingHappensTwice,
  secretsStay,
} from './rules/journalRules';
import { fencesGrow, onlyOwnersWrite } from './rules/laneRules';
import { ledgerIsTrue, oneCurrentIncarnation } from './rules/ledgerRules';
import { lanesKeepTheOrder, statusesFollowTheTable } from './rules/statusRules';
import type { Rule, Snapshot } from './Snapshot';

/** All that must hold after everything has come to rest. */
export const RULES: Rule[] = [
  fencesGrow,
  onlyOwnersWrite,
  statusesFollowTheTable,
  lanesKeepTheOrder,
  intentComesFirst,
  evidenceIsTrue,
  nothingHappensTwice,
  secretsStay,
  oneCurrentIncarnation,
  ledgerIsTrue,
  targetIsAsDesired,
  oneCommitPerDeployment,
  nothingIsStuck,
  lastOnesSucceed,
  everythingIsTold,
];

/** What came of one rule. */
export interface Verdict {
  rule: string;
  violations: string[];
}

/** Holds the history against every rule. */
export function checkHistory(snapshot: Snapshot): Verdict[] {
  return RULES.map(({ name, check }) => ({ rule: name, violations: check(snapshot) }));
}
