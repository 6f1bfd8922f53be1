/**
 * Where a simulation begins: what `SIMULATION_SEED` says, else always at the same place, so that the check of a change
 * fails for that change and not for what nobody had found before. `npm run simulate` looks for the latter.
 */
export function simulationSeed(): number {
  return Number(process.env.SIMULATION_SEED ?? 1);
}
