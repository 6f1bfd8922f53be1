/**
 * The UTF-8 bytes of a text. Written out because `TextEncoder` is missing in some environments that
 * run this package, jsdom among them. A lone surrogate becomes U+FFFD, as everywhere on the web.
 */
export function encodeUtf8(text: string): Uint8Array {
  // No code unit takes more than three bytes.
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index)!;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) {
      bytes[length++] = code;
    } else if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
      bytes[length++] = continuation(code);
    } else if (code < 0x10000) {
      bytes[length++] = 0xe0 | (code >> 12);
      bytes[length++] = continuation(code >> 6);
      bytes[length++] = continuation(code);
    } else {
      bytes[length++] = 0xf0 | (code >> 18);
      bytes[length++] = continuation(code >> 12);
      bytes[length++] = continuation(code >> 6);
      bytes[length++] = continuation(code);
      // The second half of the pair.
      index += 1;
    }
  }
  return bytes.subarray(0, length);
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
