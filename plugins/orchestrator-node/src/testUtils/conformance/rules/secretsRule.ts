import type { JsonObject } from '@tutti/score';
import { mustEqual } from '../ConformanceFailure';
import type { ConformanceRule } from '../ConformanceRule';
import type { ConformanceRun } from '../ConformanceRun';
import type { Incarnation } from '../Incarnation';

/** A secret stands in the state and in the secret outputs, and nowhere else. */
export const secretsRule: ConformanceRule = {
  name: 'secrets',
  title: 'shows no secret in plans, logs, errors, outputs, manifests or evidence',
  async check(run) {
    const incarnation = await run.createIncarnation();
    incarnation.said.addSecrets(run.options.secrets?.(incarnation.target.inputs) ?? []);
    await incarnation.plan();
    if (run.options.world?.failHalfWay) {
      await applyInBrokenWorld(run, incarnation);
    }
    await fail(() => incarnation.apply({ withContext: context => context.loseLane() }));
    await fail(() => incarnation.apply({ withContext: context => context.abort() }));
    await incarnation.apply();
    await incarnation.plan();
    await incarnation.read();
    if (run.options.changeRequest) {
      const request = run.options.changeRequest(incarnation.target.request);
      await incarnation.plan({ request });
      await incarnation.apply({ request, newIntent: true });
    }
    await fail(() => incarnation.destroy({ withContext: context => context.loseLane() }));
    await incarnation.destroy();
    await incarnation.read();
    mustEqual(incarnation.said.findLeaks(), [], 'The driver shows secrets.');
  },
};

async function applyInBrokenWorld(
  run: ConformanceRun,
  incarnation: Incarnation<JsonObject, JsonObject>,
): Promise<void> {
  const repair = await run.needHook('failHalfWay')(incarnation.target);
  try {
    await fail(() => incarnation.apply());
  } finally {
    await repair();
  }
}

/** Only what the failing operation says is of interest here; that it fails is the subject of other rules. */
async function fail(operate: () => Promise<unknown>): Promise<void> {
  await operate().catch(() => undefined);
}
