import { InputError } from '@backstage/errors';

/**
 * The waves of a rollout: those asked for, or one for each environment type in its order. Pure.
 *
 * @param asked - names of environment types, wave by wave
 * @param types - all that there are, in order
 * @throws InputError for a wave without types, a type that does not exist or stands in two places.
 */
export function readWaves(
  asked: readonly (readonly string[])[] | undefined,
  types: readonly string[],
): string[][] {
  if (asked === undefined) {
    if (types.length === 0) {
      throw new InputError('There are no environment types yet, so there is nowhere to roll out.');
    }
    return types.map(type => [type]);
  }
  if (asked.length === 0) {
    throw new InputError(
      'waves: there is none. Give at least one, or leave waves out to reach every environment type in its order.',
    );
  }
  const seen = new Set<string>();
  for (const [index, wave] of asked.entries()) {
    if (wave.length === 0) {
      throw new InputError(`waves: wave ${index + 1} has no environment types. Leave it out.`);
    }
    for (const type of wave) {
      if (!types.includes(type)) {
        throw new InputError(
          `waves: there is no environment type "${type}": choose from ${types.join(', ')}.`,
        );
      }
      if (seen.has(type)) {
        throw new InputError(
          `waves: the environment type "${type}" stands in two places; a rollout reaches it once.`,
        );
      }
      seen.add(type);
    }
  }
  return asked.map(wave => [...wave]);
}
