import { mustEqual } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** All that a driver answers is stored as JSON, so it must be JSON. */
export const stateRule: ConformanceRule = {
  name: 'state',
  title: 'answers plain JSON only, so that its state comes back as it was',
  async check(run) {
    const incarnation = await run.createIncarnation();
    const answers = {
      plan: await incarnation.plan(),
      apply: await incarnation.apply(),
      read: await incarnation.read(),
      destroy: await incarnation.destroy(),
    };
    for (const [operation, answer] of Object.entries(answers)) {
      const given = withoutUndefined(answer as unknown as Record<string, unknown>);
      const stored = JSON.parse(JSON.stringify(answer));
      mustEqual(given, stored, `The answer of ${operation} does not survive JSON.`);
    }
  },
};

/** Fields that are optional in the contract may be there and undefined. */
function withoutUndefined(answer: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}
