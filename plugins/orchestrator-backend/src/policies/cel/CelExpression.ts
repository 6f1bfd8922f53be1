import { InputError } from '@backstage/errors';
import { Script, createContext } from 'node:vm';
import { celEnvironment } from './celEnvironment';

const LONGEST_EXPRESSION = 4_000;
/** Milliseconds of one evaluation. */
const TIME_LIMIT = 1_000;
const CALL = new Script('evaluate()');

interface Parsed {
  (variables: Record<string, unknown>): unknown;
  check(): { valid: boolean; type?: string; error?: Error };
}

interface CelError {
  summary?: string;
  message: string;
  range?: { start: number };
}

/**
 * One condition in the Common Expression Language (https://cel.dev): checked when it is made, bounded in time when it is
 * evaluated. It reaches the variables that it is given and nothing else: no prototype, no global, no I/O.
 */
export class CelExpression {
  readonly #evaluate: Parsed;
  /** Work in a context of `node:vm` is the only one that a process can end from within, regular expressions too. */
  readonly #sandbox = createContext({ evaluate: () => {} });

  private constructor(evaluate: Parsed) {
    this.#evaluate = evaluate;
  }

  /**
   * Reads a condition.
   *
   * @param options - `where`: what to call it in errors; `withNode`: it may name `node`.
   * @throws InputError with line and column when it is no condition.
   */
  static create(text: string, options: { where: string; withNode: boolean }): CelExpression {
    const { where, withNode } = options;
    if (text.length > LONGEST_EXPRESSION) {
      throw new InputError(
        `${where} has ${text.length} characters: write at most ${LONGEST_EXPRESSION}.`,
      );
    }
    let parsed: Parsed;
    try {
      parsed = celEnvironment({ withNode }).parse(text) as Parsed;
    } catch (error) {
      throw unreadable(where, text, error as CelError);
    }
    const { valid, type, error } = parsed.check();
    if (!valid) {
      throw unreadable(where, text, error as CelError);
    }
    if (type !== 'bool') {
      throw new InputError(`${where} gives ${type}: write a condition, which gives bool.`);
    }
    return new CelExpression(parsed);
  }

  /**
   * Whether the condition holds.
   *
   * @throws Error when it cannot be told: something that it names is not there, or it takes longer than a second.
   */
  holds(variables: Record<string, unknown>): boolean {
    let result: unknown;
    this.#sandbox.evaluate = () => {
      result = this.#evaluate(variables);
    };
    try {
      CALL.runInContext(this.#sandbox, { timeout: TIME_LIMIT });
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
        throw new Error(`its expression takes longer than ${TIME_LIMIT} ms`);
      }
      throw new Error(`its expression cannot be evaluated: ${summaryOf(error as CelError)}`);
    } finally {
      this.#sandbox.evaluate = () => {};
    }
    if (typeof result !== 'boolean') {
      throw new Error('its expression gives no bool');
    }
    return result;
  }
}

function unreadable(where: string, text: string, error: CelError): InputError {
  const before = text.slice(0, error.range?.start ?? 0).split('\n');
  const line = before.length;
  const column = before[before.length - 1].length + 1;
  return new InputError(
    `${where} is no condition in CEL: line ${line}, column ${column}: ${summaryOf(error)}.`,
  );
}

function summaryOf(error: CelError): string {
  return (error.summary ?? error.message).split('\n')[0].replace(/\.$/, '');
}
