import { randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LETTERS = 52;

/** Random letters and digits from the system's secure source; the first one is a letter. */
export function randomText(length: number): string {
  let text = ALPHABET[randomInt(LETTERS)];
  while (text.length < length) {
    text += ALPHABET[randomInt(ALPHABET.length)];
  }
  return text;
}
