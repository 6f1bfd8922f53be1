/**
 * Thrown by a {@link Lookup} for a placeholder that it cannot resolve. The message is complete and
 * names the placeholder: `invalid ref 'resources.db.x': key 'x' not found`.
 * @public
 */
export class PlaceholderError extends Error {
  /** The placeholder's body as written. */
  readonly raw: string;

  constructor(raw: string, reason: string) {
    super(`invalid ref '${raw}': ${reason}`);
    this.name = 'PlaceholderError';
    this.raw = raw;
  }
}
