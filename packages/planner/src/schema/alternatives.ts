import { KnownNames } from './KnownNames';

/**
 * What could have been written instead of a name, as a hint: the nearest first, then all (at most twenty). For a few
 * names; where many words are looked up among many, keep their {@link KnownNames}.
 */
export function alternatives(word: string, candidates: readonly string[]): string | undefined {
  return KnownNames.create(candidates).hint(word);
}
