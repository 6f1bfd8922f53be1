import type { JsonObject } from '@tutti/score';
import { mustEqual, mustFailAs, mustHold } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import type { ConformanceRun } from '../ConformanceRun';
import type { AdoptionRequest, DriverRequest } from '../DriverConformanceOptions';
import type { Incarnation } from '../Incarnation';
import { mustCrash } from './mustCrash';

/** What another driver made is taken over as it is, once, or not at all. */
export const adoptRule: ConformanceRule = {
  name: 'adopt',
  title: 'adopts what another driver made without changing it, and nothing else',
  async check(run) {
    if (!(await run.createDriver()).adopt) {
      return;
    }
    await adoptAsItIs(run);
    await refuse(run, 'what does not exist', async request => ({
      ...(await run.options.createRequest()),
      adopting: request.adopting,
    }));
    if (run.options.changeRequest) {
      await refuse(run, 'what it would change', async request => ({
        ...run.options.changeRequest!(request),
        adopting: request.adopting,
      }));
    }
    if (run.options.world) {
      await crashAnywhere(run);
      await refuseWithoutTheLane(run);
    }
  },
};

type Run = ConformanceRun<JsonObject, JsonObject>;

async function createAdoptable(run: Run): Promise<AdoptionRequest> {
  return run.need('createAdoptable')();
}

async function adoptAsItIs(run: Run): Promise<void> {
  const { world } = run.options;
  const request = await createAdoptable(run);
  const incarnation = await run.createIncarnation(request);
  const found = await world?.look(incarnation.target);
  const plan = await incarnation.plan();
  mustEqual(plan.action, 'unchanged', 'The plan for what can be adopted is not empty.');
  mustEqual(plan.differences, [], 'The plan for what can be adopted shows differences.');
  mustEqual(await world?.look(incarnation.target), found, 'Planning to adopt changed the world.');

  const lost = await incarnation.adopt({ loseAnswer: true });
  const adopted = await world?.look(incarnation.target);
  const kept = await incarnation.adopt({ driver: await run.createDriver() });
  mustEqual(kept, lost, 'Adopting again after a crash, the driver answers something else.');
  mustEqual(
    await world?.look(incarnation.target),
    adopted,
    'Adopting again after a crash, the driver changed the world again.',
  );
  mustHold(
    plan.externalId === undefined || plan.externalId === kept.externalId,
    `The plan names ${plan.externalId}, and adopt took ${kept.externalId}.`,
  );
  await mustBeItsOwn(incarnation, request);
  const leaks = incarnation.said.findLeaks();
  mustHold(leaks.length === 0, leaks.join('\n'));
}

/** What was adopted is as if the driver had made it. */
async function mustBeItsOwn(
  incarnation: Incarnation<JsonObject, JsonObject>,
  { adopting: _, ...request }: AdoptionRequest,
): Promise<void> {
  const after = await incarnation.plan({ request });
  mustEqual(after.action, 'unchanged', 'The plan for what has just been adopted is wrong.');
  mustEqual(after.differences, [], 'The plan for what has just been adopted shows differences.');
  const { presence } = await incarnation.read({ request });
  mustEqual(presence, 'present', 'What was adopted is not read as present.');
}

async function refuse(
  run: Run,
  what: string,
  requestFor: (request: AdoptionRequest) => Promise<DriverRequest>,
): Promise<void> {
  const { world } = run.options;
  const incarnation = await run.createIncarnation(await requestFor(await createAdoptable(run)));
  const before = await world?.look(incarnation.target);
  const plan = await incarnation.plan().catch(() => undefined);
  mustHold(
    plan === undefined || plan.differences.length > 0,
    `The plan for adopting ${what} shows no differences.`,
  );
  await mustFailAs(['permanent', 'conflict'], incarnation.adopt(), `Adopting ${what}`);
  mustEqual(
    await world?.look(incarnation.target),
    before,
    `Refusing to adopt ${what} changed the world.`,
  );
}

async function crashAnywhere(run: Run): Promise<void> {
  let places = 0;
  const first = await run.createIncarnation(await createAdoptable(run));
  await first.adopt({
    onAssertOwned: () => {
      places += 1;
    },
  });
  for (let place = 1; place <= places; place += 1) {
    const request = await createAdoptable(run);
    const incarnation = await run.createIncarnation(request);
    await mustCrash(place, onAssertOwned => incarnation.adopt({ onAssertOwned }));
    await incarnation.adopt({ driver: await run.createDriver() });
    await mustBeItsOwn(incarnation, request);
  }
}

async function refuseWithoutTheLane(run: Run): Promise<void> {
  const incarnation = await run.createIncarnation(await createAdoptable(run));
  const before = await run.world.look(incarnation.target);
  const adopt = incarnation.adopt({ withContext: context => context.loseLane() });
  await mustFailAs(['conflict'], adopt, 'Adopting without the lane');
  const after = await run.world.look(incarnation.target);
  mustEqual(after, before, 'Adopting changed the world without the lane.');
}
