import type { Finding } from '../problems/Finding';

/** A problem whose place is still an offset into the text. */
export interface YamlFinding extends Finding {
  offset: number;
}

/**
 * Thrown inside this room where reading on could cost without bound or makes no sense; `readYaml` turns
 * it into a problem. The code is `limit` when none is given.
 */
export class ReadingStopped extends Error {
  readonly finding: YamlFinding;

  constructor(message: string, options: { offset: number; code?: string; hint?: string }) {
    super(message);
    this.name = 'ReadingStopped';
    const { offset, code = 'limit', hint } = options;
    this.finding = {
      severity: 'error',
      code,
      message,
      offset,
      pointer: '',
      ...(hint && { hint }),
    };
  }
}
