const MASK = '[secret]';
/** Shorter lines of a secret of several lines would mask ordinary text. */
const SHORTEST_LINE = 8;

/** Takes secrets out of texts, in the forms in which they usually turn up: raw, base64, URL- and JSON-escaped. */
export class Redactor {
  readonly #forms = new Set<string>();
  #pattern: RegExp | undefined;

  private constructor() {}

  static create(): Redactor {
    return new Redactor();
  }

  /** Masks this text in whatever is redacted from now on. */
  add(secret: string): void {
    if (secret === '') {
      return;
    }
    const lines = secret.split('\n').filter(line => line.length >= SHORTEST_LINE);
    for (const text of [secret, ...lines]) {
      const base64 = Buffer.from(text).toString('base64');
      const unpadded = base64.replace(/=+$/, '');
      for (const form of [
        text,
        base64,
        unpadded,
        unpadded.replaceAll('+', '-').replaceAll('/', '_'),
        encodeURIComponent(text),
        JSON.stringify(text).slice(1, -1),
      ]) {
        this.#forms.add(form);
      }
    }
    this.#pattern = undefined;
  }

  /** The text with every known secret masked. */
  redact(text: string): string {
    if (this.#forms.size === 0) {
      return text;
    }
    this.#pattern ??= new RegExp(
      [...this.#forms]
        .sort((left, right) => right.length - left.length)
        .map(form => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        .join('|'),
      'g',
    );
    return text.replace(this.#pattern, MASK);
  }
}
