import type { Problem } from './Problem';

/**
 * A problem of a value before anybody has looked up where that value was written.
 * @public
 */
export type Finding = Omit<Problem, 'source' | 'line' | 'column'>;
