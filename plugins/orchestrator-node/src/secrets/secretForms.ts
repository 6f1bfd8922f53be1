/**
 * The texts that give a secret away: the secret itself and the forms that it takes when it travels through encoders.
 *
 * - raw, and every long line of a secret of several lines (a log shows a private key line by line);
 * - base64 and base64url (RFC 4648) of its UTF-8 bytes, also in the middle of a longer encoded text, as in
 *   `Authorization: Basic`: the three alignments that the bytes can have there;
 * - percent-encoded (RFC 3986) as `encodeURIComponent` does it, strictly, as a whole URL, with lower-case hex, and as form data;
 * - inside a JSON string (RFC 8259): once, twice (a JSON log line that quotes JSON), with `/`, HTML characters or
 *   everything beyond ASCII escaped.
 *
 * @returns each form once, longest first
 */
export function secretForms(secret: string): string[] {
  const forms = new Set<string>([
    secret,
    ...longLines(secret),
    ...base64Forms(secret),
    ...percentForms(secret),
    ...jsonForms(secret),
  ]);
  return [...forms].sort((one, other) => other.length - one.length);
}

/** Shorter lines of a secret of several lines are words that stand in any text: `{`, `true`, `data:`. */
const MINIMUM_LINE_LENGTH = 8;
/** Fewer base64 characters than these, in the middle of a longer text, stand there by chance. */
const MINIMUM_BASE64_LENGTH = 5;

function longLines(secret: string): string[] {
  return secret
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line.length >= MINIMUM_LINE_LENGTH);
}

function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms: string[] = [];
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Characters at both ends also depend on the neighbouring bytes, which are not known.
    const start = before === 0 ? 0 : before + 1;
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const form = encoded.slice(start, end);
    if (form.length >= MINIMUM_BASE64_LENGTH) {
      forms.push(form, form.replaceAll('+', '-').replaceAll('/', '_'));
    }
  }
  const whole = bytes.toString('base64');
  return [...forms, whole, bytes.toString('base64url')];
}

function percentForms(secret: string): string[] {
  // A lone surrogate cannot be encoded; as UTF-8 it becomes U+FFFD.
  const text = Buffer.from(secret, 'utf8').toString('utf8');
  const component = encodeURIComponent(text);
  const strict = component.replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const form = new URLSearchParams({ '': text }).toString().slice('='.length);
  const forms = [component, strict, encodeURI(text), form];
  return [...forms, ...forms.map(withLowerCaseHex)];
}

function withLowerCaseHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase());
}

function jsonForms(secret: string): string[] {
  const once = insideJson(secret);
  return [
    once,
    insideJson(once),
    once.replaceAll('/', '\\/'),
    once.replace(/[<>&\u2028\u2029]/g, unicodeEscape),
    once.replace(/[^\0-\x7f]/g, unicodeEscape),
  ];
}

function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
