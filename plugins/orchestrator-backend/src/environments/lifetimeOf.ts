import { InputError } from '@backstage/errors';
import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';

const SECONDS: Record<string, number> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };
const NEVER = 'never';

/**
 * How long an environment lives from now on, in seconds: as asked for, or as its type says; never longer than the type's
 * maximum, counted from when it was made. Only previews delete themselves. Pure.
 *
 * @param expiresIn - a duration such as `72h`, or `never`; absent: the default of the type
 * @param age - seconds that it has lived; default: it is new
 * @returns undefined when it does not delete itself.
 * @throws InputError for a lifetime that the type does not allow.
 */
export function lifetimeOf(
  { name, preview, lifetime }: Pick<EnvironmentTypeView, 'name' | 'preview' | 'lifetime'>,
  expiresIn: string | undefined,
  age = 0,
): number | undefined {
  if (!preview) {
    if (expiresIn !== undefined && expiresIn !== NEVER) {
      throw new InputError(
        `expiresIn: environments of type ${name} are no previews, so they do not delete themselves. Leave it out.`,
      );
    }
    return undefined;
  }
  const most = secondsOf(lifetime.maximum ?? NEVER);
  const wanted = secondsOf(expiresIn ?? lifetime.default);
  if (expiresIn === undefined) {
    return most === undefined ? wanted : Math.min(wanted ?? most, most);
  }
  if (most !== undefined && (wanted === undefined || age + wanted > most)) {
    const left = Math.max(0, Math.floor((most - age) / SECONDS.m));
    throw new InputError(
      `expiresIn: environments of type ${name} live ${lifetime.maximum} at most, and ${expiresIn} is longer` +
        `${age === 0 ? '.' : `: this one may live ${left}m from now.`}`,
    );
  }
  return wanted;
}

/** The manifest's and the API's schemas have checked the form. */
function secondsOf(duration: string): number | undefined {
  return duration === NEVER
    ? undefined
    : Number(duration.slice(0, -1)) * SECONDS[duration.slice(-1)];
}
