/** Who did something: the name of a `user:` reference, or the whole subject of a service. */
export function personName(ref: string): string {
  const match = /^user:(?:[^/]+\/)?(.+)$/.exec(ref);
  return match ? match[1] : ref;
}
