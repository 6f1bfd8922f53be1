import type { JsonValue } from '@tutti/score';
import { secretForms } from './secretForms';

/** What stands where a secret stood. */
export const REDACTED = '***';

/**
 * Secrets of fewer characters are not redacted: their text stands in any line by chance, so that redacting them
 * would shred the log and, by the places where it does, give them away; and so short a value protects nothing.
 */
export const MINIMUM_SECRET_LENGTH = 4;

/**
 * Takes registered secrets out of texts, in every form of {@link secretForms}. The one implementation for logs, errors
 * and tests.
 *
 * All places of all forms are found in the original text, longest forms first, and places that overlap are taken out
 * together; so a secret that holds another, or shares characters with it, leaves no rest behind.
 */
export class SecretRedactor {
  readonly #secrets = new Set<string>();
  #forms: string[] = [];

  /** Redacts this text, and its encoded forms, from now on. Shorter ones than {@link MINIMUM_SECRET_LENGTH} are ignored. */
  register(secret: string): void {
    if (secret.length < MINIMUM_SECRET_LENGTH || this.#secrets.has(secret)) {
      return;
    }
    this.#secrets.add(secret);
    this.#forms = [...new Set([...this.#forms, ...secretForms(secret)])].sort(
      (one, other) => other.length - one.length,
    );
  }

  /** The text, with {@link REDACTED} wherever a secret stood. */
  redact(text: string): string {
    const places = this.#findPlaces(text);
    let result = '';
    let end = 0;
    for (const place of places) {
      result += text.slice(end, place.start) + REDACTED;
      end = place.end;
    }
    return result + text.slice(end);
  }

  /** The same JSON value with all its texts and keys redacted; a number whose digits are a secret becomes a text. */
  redactValue(value: JsonValue): JsonValue {
    if (typeof value === 'string') {
      return this.redact(value);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.redactValue(item));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [this.redact(key), this.redactValue(item)]),
      );
    }
    return typeof value === 'number' && this.reveals(String(value)) ? REDACTED : value;
  }

  /** Whether a registered secret stands in the text, in any form. */
  reveals(text: string): boolean {
    return this.#forms.some(form => text.includes(form));
  }

  /** Where secrets stand, in order and without overlap. */
  #findPlaces(text: string): Place[] {
    const places: Place[] = [];
    for (const form of this.#forms) {
      let start = text.indexOf(form);
      while (start !== -1) {
        places.push({ start, end: start + form.length });
        start = text.indexOf(form, start + 1);
      }
    }
    places.sort((one, other) => one.start - other.start || other.end - one.end);
    const merged: Place[] = [];
    for (const place of places) {
      const last = merged.at(-1);
      if (last && place.start <= last.end) {
        last.end = Math.max(last.end, place.end);
      } else {
        merged.push(place);
      }
    }
    return merged;
  }
}

interface Place {
  start: number;
  end: number;
}
