import type { ConformanceRule } from './ConformanceRule';
import { adoptRule } from './rules/adoptRule';
import { applyRule } from './rules/applyRule';
import { applyTwiceRule } from './rules/applyTwiceRule';
import { cancelRule } from './rules/cancelRule';
import { crashRule } from './rules/crashRule';
import { descriptorRule } from './rules/descriptorRule';
import { destroyRule } from './rules/destroyRule';
import { failHalfWayRule } from './rules/failHalfWayRule';
import { frozenRule } from './rules/frozenRule';
import { laneLostRule } from './rules/laneLostRule';
import { migrateRule } from './rules/migrateRule';
import { planRule } from './rules/planRule';
import { readRule } from './rules/readRule';
import { replaceRule } from './rules/replaceRule';
import { secretsRule } from './rules/secretsRule';
import { stateRule } from './rules/stateRule';
import { timeOutRule } from './rules/timeOutRule';
import { updateRule } from './rules/updateRule';

/** The battery, from the simple to the involved, so that the first failure is the one to look at. */
export const conformanceRules: readonly ConformanceRule[] = [
  descriptorRule,
  planRule,
  applyRule,
  readRule,
  stateRule,
  migrateRule,
  destroyRule,
  applyTwiceRule,
  updateRule,
  replaceRule,
  adoptRule,
  laneLostRule,
  cancelRule,
  timeOutRule,
  crashRule,
  frozenRule,
  failHalfWayRule,
  secretsRule,
];
