/**
 * Seconds since a time of the database's clock, by this process's: good enough to be looked at, and nothing is decided
 * by it.
 *
 * @param time - ISO 8601.
 */
export function sinceTime(time: string): number {
  return (Date.now() - Date.parse(time)) / 1000;
}
