import {
  containsKnownAfter,
  containsSecret,
  isKnownAfter,
  isSecretValue,
  knownAfter,
  mapSecrets,
  secretValue,
} from './index';

const reference = { store: 'platform', key: 'db', property: 'password' };

describe('secretValue', () => {
  it('joins neighbouring texts, so that equal secrets are equal JSON', () => {
    expect(secretValue(['a', '', 'b', reference, '', 'c'])).toEqual({
      $secret: ['ab', reference, 'c'],
    });
  });
});

describe('isSecretValue', () => {
  it.each([
    { $secret: 'x' },
    { $secret: [1] },
    { $secret: [{ store: 'a' }] },
    { $secret: [{ store: 'a', key: 'b', property: 1 }] },
    { $secret: [], other: 1 },
    ['$secret'],
    Object.create(secretValue([reference])),
    undefined,
  ])('refuses what only resembles a secret: %j', value => {
    expect(isSecretValue(value)).toBe(false);
  });

  it('knows a secret again after it was stored as JSON', () => {
    expect(isSecretValue(JSON.parse(JSON.stringify(secretValue(['a', reference]))))).toBe(true);
  });
});

describe('knownAfter', () => {
  it('names each node once, sorted', () => {
    const mark = knownAfter(['b', 'a', 'b']);
    expect(mark).toEqual({ $knownAfter: ['a', 'b'] });
    expect(isKnownAfter(mark)).toBe(true);
    expect(isKnownAfter({ $knownAfter: [1] })).toBe(false);
  });
});

describe('containsSecret and containsKnownAfter', () => {
  it('find a mark however deep, and do not take one for the other', () => {
    const secret = { a: [{ b: secretValue([reference]) }] };
    const unknown = { a: [{ b: knownAfter(['x']) }] };
    expect([containsSecret(secret), containsKnownAfter(secret)]).toEqual([true, false]);
    expect([containsSecret(unknown), containsKnownAfter(unknown)]).toEqual([false, true]);
    expect(containsSecret({ a: ['$secret'] })).toBe(false);
  });
});

describe('mapSecrets', () => {
  it('replaces each secret in a copy and leaves everything else', () => {
    const value = { a: [secretValue([reference]), 1], b: knownAfter(['x']) };
    expect(mapSecrets(value, () => '***')).toEqual({ a: ['***', 1], b: knownAfter(['x']) });
    expect(containsSecret(value)).toBe(true);
  });
});
