import type { ConformanceRun } from './ConformanceRun';
import type { ConformanceRuleName } from './DriverConformanceOptions';

/** One rule of the contract, as a plain function. */
export interface ConformanceRule {
  name: ConformanceRuleName;
  /** What holds for a driver that keeps the rule; the title of its test. */
  title: string;
  /** The rule is about effects: it does not apply to drivers without a world. */
  aboutEffects?: boolean;
  /** @throws ConformanceFailure, or what the driver throws, when the driver breaks the rule. */
  check(run: ConformanceRun<any, any>): Promise<void>;
}
