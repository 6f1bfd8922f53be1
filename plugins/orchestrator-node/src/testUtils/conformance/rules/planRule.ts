import { mustEqual, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';

/** Planning tells what is the case, and leaves the world alone. */
export const planRule: ConformanceRule = {
  name: 'plan',
  title: 'plans by looking and never by touching: create, and then unchanged',
  async check(run) {
    const { world } = run.options;
    const incarnation = await run.createIncarnation();
    const look = async () => world?.look(incarnation.target);

    const empty = await look();
    const before = await incarnation.plan();
    mustEqual(before.action, 'create', 'The plan for what does not exist is wrong.');
    mustEqual(await look(), empty, 'Planning what does not exist changed the world.');

    const { externalId } = await incarnation.apply();
    const made = await look();
    const after = await incarnation.plan();
    mustEqual(after.action, 'unchanged', 'The plan for what has just been made is wrong.');
    mustEqual(after.differences, [], 'The plan for what has just been made shows differences.');
    mustEqual(await look(), made, 'Planning what exists changed the world.');
    for (const plan of [before, after]) {
      mustHold(
        plan.externalId === undefined || plan.externalId === externalId,
        `The plan names ${plan.externalId}, and apply made ${externalId}.`,
      );
    }
  },
};
