/**
 * Thrown when an override cannot be written where its path leads. The message is score-go's
 * (`framework/override_utils.go`): `a: cannot set '2' in array: out of range`.
 * @public
 */
export class OverrideError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OverrideError';
  }
}
