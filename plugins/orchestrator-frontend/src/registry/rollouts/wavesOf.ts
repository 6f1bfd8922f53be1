import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** The wave of each environment type, by its name; a type without one is left out. */
export type WaveOfType = Record<string, number | undefined>;

/** One wave for each type, in the order in which versions are promoted. */
export function defaultWaves(types: Pick<EnvironmentTypeView, 'name' | 'order'>[]): WaveOfType {
  const sorted = [...types].sort(
    (left, right) => left.order - right.order || (left.name < right.name ? -1 : 1),
  );
  return Object.fromEntries(sorted.map(({ name }, index) => [name, index + 1]));
}

/** Waves in their order as the API takes them: lists of types; a number that no type has is no wave. */
export function wavesOf(waveOfType: WaveOfType): string[][] {
  const waves = new Map<number, string[]>();
  for (const [type, wave] of Object.entries(waveOfType)) {
    if (wave !== undefined) {
      waves.set(wave, [...(waves.get(wave) ?? []), type].sort());
    }
  }
  return [...waves].sort(([left], [right]) => left - right).map(([, types]) => types);
}
