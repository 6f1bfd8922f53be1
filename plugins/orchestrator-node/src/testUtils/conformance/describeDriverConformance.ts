/* eslint-disable jest/no-export, jest/valid-title, jest/expect-expect, jest/no-disabled-tests -- this file declares tests for others: their titles come from the rules */
import type { JsonObject } from '@tutti/score';
import { conformanceRules } from './conformanceRules';
import type { DriverConformanceOptions } from './DriverConformanceOptions';
import { runConformanceRule, whyExempt } from './runConformanceRule';

/** Milliseconds that jest gives one rule; its operations are bounded by the option `patience`. */
const RULE_TIMEOUT = 180_000;

/**
 * Declares one jest test for each rule of the drivers' contract (`execution.md`, Drivers). Call it within a `describe`
 * whose `beforeAll` brings the world up; the options are used only when the tests run.
 *
 * @example
 * ```ts
 * describe('the redis-instance driver', () => {
 *   beforeAll(startRedis);
 *   describeDriverConformance({
 *     createDriver: () => RedisDriver.create(),
 *     createRequest: () => ({ inputs: { database: nextDatabase() } }),
 *     world: { look, count, block, failHalfWay },
 *   });
 * });
 * ```
 */
export function describeDriverConformance<TInputs extends JsonObject, TState extends JsonObject>(
  options: DriverConformanceOptions<TInputs, TState>,
): void {
  describe('keeps the contract of drivers', () => {
    for (const rule of conformanceRules) {
      const reason = whyExempt(rule, options);
      if (reason) {
        it.skip(`${rule.title} (does not apply: ${reason})`, () => {});
      } else {
        it(rule.title, () => runConformanceRule(rule, options), RULE_TIMEOUT);
      }
    }
  });
}
