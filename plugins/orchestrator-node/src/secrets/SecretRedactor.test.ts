import fc from 'fast-check';
import { MINIMUM_SECRET_LENGTH, REDACTED, SecretRedactor } from './SecretRedactor';

function redactorFor(...secrets: string[]): SecretRedactor {
  const redactor = new SecretRedactor();
  for (const secret of secrets) {
    redactor.register(secret);
  }
  return redactor;
}

describe('SecretRedactor', () => {
  const secret = 'p"a/s?s w+ö\\rd<&';

  it.each<[string, (text: string) => string]>([
    ['as it is', text => text],
    ['in base64', text => Buffer.from(text).toString('base64')],
    ['in base64url', text => Buffer.from(text).toString('base64url')],
    ['percent-encoded', text => encodeURIComponent(text)],
    [
      'percent-encoded with lower-case hex',
      text => encodeURIComponent(text).replace(/%../g, hex => hex.toLowerCase()),
    ],
    ['as form data', text => new URLSearchParams({ key: text }).toString().slice(4)],
    ['in JSON', text => JSON.stringify(text).slice(1, -1)],
    ['in JSON in JSON', text => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
    [
      'in JSON that is safe in HTML',
      text => JSON.stringify(text).slice(1, -1).replace('<', '\\u003c').replace('&', '\\u0026'),
    ],
    ['in JSON of ASCII only', text => JSON.stringify(text).slice(1, -1).replace('ö', '\\u00f6')],
  ])('takes a secret out %s', (_, encode) => {
    expect(redactorFor(secret).redact(`before ${encode(secret)} after`)).toBe(
      `before ${REDACTED} after`,
    );
  });

  it.each(['a', 'ab', 'abc'])(
    'takes a password out of Basic credentials of the user "%s"',
    user => {
      const password = 'correct-horse-battery';
      const header = Buffer.from(`${user}:${password}`).toString('base64');
      const redacted = redactorFor(password).redact(`Authorization: Basic ${header}`);
      expect(redacted).toContain(REDACTED);
      const rest = Buffer.from(
        redacted.split(REDACTED)[0].slice('Authorization: Basic '.length),
        'base64',
      );
      expect(rest.toString()).not.toContain('co');
    },
  );

  it('takes a key of several lines out when it is shown line by line', () => {
    const redactor = redactorFor(
      '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n',
    );
    expect(redactor.redact('key: MIIEvQIBADANBgkq')).toBe(`key: ${REDACTED}`);
  });

  it('leaves no rest of a secret that holds another or shares characters with it', () => {
    expect(redactorFor('hunter', 'hunter-two').redact('a hunter-two b')).toBe(`a ${REDACTED} b`);
    expect(redactorFor('abcdef', 'defghi').redact('<abcdefghi>')).toBe(`<${REDACTED}>`);
    expect(redactorFor('aXaXa').redact('<aXaXaXa>')).toBe(`<${REDACTED}>`);
  });

  it('keeps texts readable when a value is too short to be a secret', () => {
    expect(redactorFor('', 'a', 'yes').redact('a day, yes')).toBe('a day, yes');
  });

  it('takes secrets out of all texts, keys and numbers of a JSON value', () => {
    const value = { list: ['x hunter2'], hunter2: 12345678, other: [1, true, null] };
    expect(redactorFor('hunter2', '12345678').redactValue(value)).toEqual({
      list: [`x ${REDACTED}`],
      [REDACTED]: REDACTED,
      other: [1, true, null],
    });
  });

  it('never lets a registered secret through, whatever surrounds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: MINIMUM_SECRET_LENGTH, unit: 'binary' }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(fc.string(), { minLength: 1, maxLength: 6 }),
        (secrets, words) => {
          const text = words
            .flatMap((word, index) => [word, secrets[index % secrets.length]])
            .join('');
          const redactor = redactorFor(...secrets);
          for (const piece of redactor.redact(text).split(REDACTED)) {
            expect(redactor.reveals(piece)).toBe(false);
          }
        },
      ),
    );
  });
});
