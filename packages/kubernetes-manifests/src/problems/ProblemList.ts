import { compareProblems, type Problem } from '@tutti/score';

/** Gathers what is wrong with one workload, so that all of it is told at once. */
export class ProblemList {
  readonly #source: string;
  readonly #problems: Problem[] = [];

  /** `source` names the Score file. */
  constructor(source: string) {
    this.#source = source;
  }

  /** The workload cannot be rendered. `pointer` is a JSON pointer into the workload, `message` a full sentence. */
  error(code: string, pointer: string, message: string, hint?: string): void {
    this.#add('error', code, pointer, message, hint);
  }

  /** The workload can be rendered, but something in it has no effect. */
  warning(code: string, pointer: string, message: string, hint?: string): void {
    this.#add('warning', code, pointer, message, hint);
  }

  /** All problems, sorted. */
  sorted(): Problem[] {
    return [...this.#problems].sort(compareProblems);
  }

  #add(
    severity: Problem['severity'],
    code: string,
    pointer: string,
    message: string,
    hint: string | undefined,
  ): void {
    this.#problems.push({
      severity,
      code,
      message,
      source: this.#source,
      pointer,
      ...(hint !== undefined && { hint }),
    });
  }
}
