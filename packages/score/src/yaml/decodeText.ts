import { ReadingStopped } from './YamlFinding';

/**
 * What YAML 1.2.2 (rule c-printable) does not allow, lone surrogates among them, and U+FFFD, which
 * decoders leave for bytes that are no UTF-8.
 */
const UNREADABLE =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff\p{Surrogate}]/u;

/** The text of a file; throws {@link ReadingStopped} when it is larger than the limit in bytes. */
export function decodeText(input: string | Uint8Array, maximumBytes: number): string {
  const units = typeof input === 'string' ? input.length : input.byteLength;
  if (units > maximumBytes) {
    throw tooLarge(maximumBytes);
  }
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input);
  if (text.length * 3 > maximumBytes && utf8Length(text) > maximumBytes) {
    throw tooLarge(maximumBytes);
  }
  return text;
}

/** Throws {@link ReadingStopped} at the first character that no proper YAML file in UTF-8 holds. */
export function checkCharacters(text: string): void {
  const offset = text.search(UNREADABLE);
  if (offset !== -1) {
    throw unreadable(text.codePointAt(offset)!, offset);
  }
}

function tooLarge(maximumBytes: number): ReadingStopped {
  return new ReadingStopped(`The file is larger than ${maximumBytes} bytes and was not read.`, {
    offset: 0,
    hint: 'Split it into several files.',
  });
}

function unreadable(point: number, offset: number): ReadingStopped {
  if (point === 0xfffd) {
    return new ReadingStopped('The file is not valid UTF-8.', {
      offset,
      code: 'encoding',
      hint: 'Save it with the encoding UTF-8.',
    });
  }
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return new ReadingStopped(`The character ${name} is not allowed in a YAML file.`, {
    offset,
    code: 'encoding',
    hint: 'Remove it, or write it as an escape within double quotes.',
  });
}

function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      length += 1;
    } else if (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)) {
      // Each half of a surrogate pair is two of its four bytes.
      length += 2;
    } else {
      length += 3;
    }
  }
  return length;
}
