/** Drawn once for each test file, so that all that begins with it there is told by the same number. */
const drawn = Math.floor(Math.random() * 1_000_000_000);

/**
 * Where a simulation begins: what `SIMULATION_SEED` says, else somewhere new each time, so that every check of a change looks
 * where nobody has looked yet. Whoever begins with it has to say it together with a failure.
 */
export function simulationSeed(): number {
  const { SIMULATION_SEED: given } = process.env;
  return given === undefined ? drawn : Number(given);
}
