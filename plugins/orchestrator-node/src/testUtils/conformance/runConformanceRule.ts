import type { JsonObject } from '@tutti/score';
import type { ConformanceRule } from './ConformanceRule';
import { ConformanceRun } from './ConformanceRun';
import type { DriverConformanceOptions } from './DriverConformanceOptions';

/**
 * Checks one rule, and destroys what was made for it.
 *
 * @throws ConformanceFailure, or what the driver throws, when the driver breaks the rule; what the cleaning up throws only
 *   when the rule itself holds.
 */
export async function runConformanceRule<TInputs extends JsonObject, TState extends JsonObject>(
  rule: ConformanceRule,
  options: DriverConformanceOptions<TInputs, TState>,
): Promise<void> {
  const run = new ConformanceRun(options);
  try {
    await rule.check(run);
  } catch (error) {
    await run.cleanUp().catch(() => undefined);
    throw error;
  }
  await run.cleanUp();
}

/** Why a rule does not apply to a driver, in a sentence; `undefined` when it applies. */
export function whyExempt<TInputs extends JsonObject, TState extends JsonObject>(
  rule: ConformanceRule,
  options: DriverConformanceOptions<TInputs, TState>,
): string | undefined {
  if (rule.aboutEffects && !options.world) {
    return 'The driver has no effects.';
  }
  return options.exempt?.[rule.name];
}
