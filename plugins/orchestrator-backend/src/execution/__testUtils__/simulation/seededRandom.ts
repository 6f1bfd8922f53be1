/** Random numbers that follow from a seed alone (mulberry32): each call answers with one below `bound`. */
export function seededRandom(seed: number): (bound: number) => number {
  let state = seed % 2 ** 32;
  return bound => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
