import { createHash } from 'node:crypto';
import { canonicalHash, canonicalJson, sha256Hex } from './index';

describe('canonicalJson', () => {
  it('is the text of RFC 8785: sorted keys, no white space, one spelling per number', () => {
    expect(
      canonicalJson({ b: [1e21, 0.1, -0, 1.0], a: 'é\u2028"\n', '€': null, Z: { y: true } }),
    ).toBe('{"Z":{"y":true},"a":"é\u2028\\"\\n","b":[1e+21,0.1,0,1],"€":null}');
  });

  it('sorts keys by UTF-16 code units, as the RFC says', () => {
    expect(canonicalJson({ '\ufb33': 1, '😀': 2, a: 3 })).toBe('{"a":3,"😀":2,"\ufb33":1}');
  });

  it('counts a property without a value as absent, and refuses what has no JSON form', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(() => canonicalJson(undefined)).toThrow('has no JSON form');
    expect(() => canonicalJson({ a: NaN })).toThrow();
  });
});

describe('canonicalHash', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalHash({ a: 1, b: { c: 2, d: 3 } })).toBe(
      canonicalHash({ b: { d: 3, c: 2 }, a: 1 }),
    );
  });
});

describe('sha256Hex', () => {
  it.each(['', 'abc', 'grün', '€', '🎉 x', 'a'.repeat(200), 'lone \ud800 surrogate'])(
    'hashes the UTF-8 bytes of %j',
    text => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    },
  );
});
