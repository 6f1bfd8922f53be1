/** Seconds since a moment of `performance.now()`, which no change of the clock moves. */
export function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
