import { CustomErrorBase } from '@backstage/errors';

/** The registry changed between reading it and writing what was decided from that; decide again. */
export class RegistryMovedError extends CustomErrorBase {
  name = 'RegistryMovedError' as const;

  constructor(expected: number, found: number) {
    super(`The registry moved from revision ${expected} to ${found} while a change was decided.`);
  }
}
