import { differences } from '@tutti/planner';
import { isSecretValue, type JsonObject } from '@tutti/score';
import type {
  AdoptingContext,
  DriverDifference,
  DriverPlan,
} from '@tutti/backstage-plugin-platform-orchestrator-node';

/**
 * Compares what would be handed out with what another driver has: each of its outputs has to be among the inputs, under
 * its name, and equal. Secrets are compared by their digests, wherever they are stored. What is handed out beside that
 * changes nothing for anybody.
 */
export async function planAdoption<TState extends JsonObject>(
  context: AdoptingContext<JsonObject, TState>,
): Promise<DriverPlan> {
  const { outputs } = context.adopting;
  const handedOut = Object.fromEntries(
    Object.entries(context.inputs).filter(([name]) => Object.hasOwn(outputs, name)),
  );
  const found: DriverDifference[] = [];
  for (const difference of differences(outputs, handedOut, '/outputs')) {
    if (!(await isSameSecret(context, difference))) {
      found.push(difference);
    }
  }
  return { action: 'unchanged', differences: found };
}

async function isSameSecret(
  { fingerprintSecret }: Pick<AdoptingContext, 'fingerprintSecret'>,
  { before, after }: DriverDifference,
): Promise<boolean> {
  return (
    isSecretValue(before) &&
    isSecretValue(after) &&
    (await fingerprintSecret(before)) === (await fingerprintSecret(after))
  );
}
