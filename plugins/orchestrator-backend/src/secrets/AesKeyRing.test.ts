import { ConfigReader } from '@backstage/config';
import { AesKeyRing } from './AesKeyRing';

const OLD = { id: 'old', secret: 'an old secret that is long enough to be a key' };
const NEW = { id: 'new', secret: 'a new secret that is long enough to be a key' };
const PLACE = { table: 'ledger', row: '0193-1', column: 'state' };

function keyRing(...keys: { id: string; secret: string }[]) {
  return AesKeyRing.fromConfig(new ConfigReader({ platformOrchestrator: { secrets: { keys } } }));
}

describe('AesKeyRing', () => {
  it('gives back what it encrypted, and shows nothing of it in the cipher text', () => {
    const cipher = keyRing(NEW).encrypt('pässword-1', PLACE);
    expect(cipher).toMatch(/^v1\.new\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(cipher.split('.')[2], 'base64url').toString('utf8')).not.toContain('word');
    expect(keyRing(NEW).decrypt(cipher, PLACE)).toBe('pässword-1');
  });

  it('gives another cipher text at every call, so that equal secrets do not show', () => {
    const ring = keyRing(NEW);
    expect(ring.encrypt('same', PLACE)).not.toBe(ring.encrypt('same', PLACE));
  });

  it('decrypts with every configured key and encrypts with the first', () => {
    const written = keyRing(OLD).encrypt('kept', PLACE);
    const rotated = keyRing(NEW, OLD);
    expect(rotated.decrypt(written, PLACE)).toBe('kept');
    expect(rotated.encrypt('kept', PLACE)).toMatch(/^v1\.new\./);
  });

  it('names the key to add when a text is encrypted with one that is not configured', () => {
    const written = keyRing(OLD).encrypt('kept', PLACE);
    expect(() => keyRing(NEW).decrypt(written, PLACE)).toThrow(
      /table "ledger" is encrypted with the key "old", which is not configured. Add it to platformOrchestrator.secrets.keys/,
    );
  });

  it.each(['table', 'row', 'column'] as const)(
    'refuses a cipher text that was moved to another %s',
    part => {
      const ring = keyRing(NEW);
      const cipher = ring.encrypt('mine', PLACE);
      expect(() => ring.decrypt(cipher, { ...PLACE, [part]: 'other' })).toThrow(
        /cannot be decrypted with the key "new"/,
      );
    },
  );

  it('refuses a cipher text of which one bit was changed', () => {
    const ring = keyRing(NEW);
    const [format, id, text] = ring.encrypt('mine', PLACE).split('.');
    const bytes = Buffer.from(text, 'base64url');
    bytes[bytes.length - 1] ^= 1;
    const changed = [format, id, bytes.toString('base64url')].join('.');
    expect(() => ring.decrypt(changed, PLACE)).toThrow(/cannot be decrypted/);
  });

  it('refuses what is no cipher text without repeating it', () => {
    let message = '';
    try {
      keyRing(NEW).decrypt('hunter2', PLACE);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('is not a cipher text');
    expect(message).not.toContain('hunter2');
  });

  it('fingerprints equal secrets equally, and differently under another key', () => {
    expect(keyRing(NEW).fingerprint('a')).toBe(keyRing(NEW, OLD).fingerprint('a'));
    expect(keyRing(NEW).fingerprint('a')).not.toBe(keyRing(NEW).fingerprint('b'));
    expect(keyRing(NEW).fingerprint('a')).not.toBe(keyRing(OLD).fingerprint('a'));
    expect(keyRing(NEW).fingerprint('a')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses to start without a key, and says what to set', () => {
    expect(() => AesKeyRing.fromConfig(new ConfigReader({}))).toThrow(
      /set platformOrchestrator.secrets.keys to a list/,
    );
  });

  it('refuses keys that are too short, have one id, or an id that cannot stand in a cipher text', () => {
    expect(() => keyRing({ id: '1', secret: 'short' })).toThrow(
      /keys\[0\].secret \(key "1"\) is too short/,
    );
    expect(() => keyRing(NEW, { ...OLD, id: 'new' })).toThrow(/two keys with the id "new"/);
    expect(() => keyRing({ ...NEW, id: 'a.b' })).toThrow(/keys\[0\].id is "a.b"/);
  });
});
