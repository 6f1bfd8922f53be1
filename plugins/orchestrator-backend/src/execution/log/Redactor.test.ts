import { Redactor } from './Redactor';

describe('Redactor', () => {
  it('masks a secret in every form in which it turns up', () => {
    const redactor = Redactor.create();
    const secret = 'p@ss "word"/+$.*';
    redactor.add(secret);
    const base64 = Buffer.from(secret).toString('base64');
    for (const form of [
      secret,
      base64,
      base64.replace(/=+$/, ''),
      encodeURIComponent(secret),
      JSON.stringify(secret),
    ]) {
      const text = redactor.redact(`before ${form} after`);
      expect(text).toMatch(/^before "?\[secret\]=*"? after$/);
    }
  });

  it('masks the longer of two secrets of which one begins like the other', () => {
    const redactor = Redactor.create();
    redactor.add('abc');
    redactor.add('abcdef');
    expect(redactor.redact('abcdef abc')).toBe('[secret] [secret]');
  });

  it('masks each line of a secret of several lines', () => {
    const redactor = Redactor.create();
    redactor.add('-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----');
    expect(redactor.redact('line MIIEvQIBADANBg')).toBe('line [secret]');
  });

  it('leaves texts alone when there are no secrets, and never masks nothing', () => {
    const redactor = Redactor.create();
    redactor.add('');
    expect(redactor.redact('text')).toBe('text');
  });
});
