import { SecretRedactor } from '../../secrets/SecretRedactor';
import type { TestLogEntry } from '../createDriverContext';

/**
 * What a driver let people see, and the secrets that it knew, collected over several operations. Log lines count as the
 * driver wrote them: redaction is a net below the driver, not a licence to let go.
 */
export class Said {
  readonly #texts: { where: string; text: string }[] = [];
  readonly #secrets = new Set<string>();

  /** Something that is shown as JSON, such as a plan. */
  add(where: string, value: object): void {
    this.#texts.push({ where, text: JSON.stringify(value) });
  }

  /** A thrown error: its message, its own fields, and those of its causes. */
  addError(where: string, error: unknown): void {
    let current = error;
    while (current instanceof Error) {
      this.#texts.push({ where, text: `${current.message}\n${JSON.stringify({ ...current })}` });
      current = current.cause;
    }
    if (current !== undefined) {
      this.#texts.push({ where, text: String(current) });
    }
  }

  addLog(entries: TestLogEntry[]): void {
    for (const { level, unredacted } of entries) {
      this.#texts.push({ where: `a log line (${level})`, text: unredacted });
    }
  }

  addSecrets(secrets: string[]): void {
    for (const secret of secrets) {
      this.#secrets.add(secret);
    }
  }

  /** One sentence for each place where a secret can be seen, in the order in which it was said; never the secret. */
  findLeaks(): string[] {
    const redactor = new SecretRedactor();
    for (const secret of this.#secrets) {
      redactor.register(secret);
    }
    return this.#texts
      .filter(({ text }) => redactor.reveals(text))
      .map(({ where, text }) => `A secret stands in ${where}: ${redactor.redact(text)}`);
  }
}
