import { knownAfter, secretValue } from '../marks';
import {
  escapePlaceholders,
  findReferences,
  lookupPath,
  parsePlaceholders,
  PlaceholderError,
  resolvePlaceholders,
  resolveText,
  type Lookup,
} from './index';

const reference = { store: 'platform', key: 'db', property: 'password' };
const secret = secretValue([reference]);
const outputs = {
  host: 'db.local',
  port: 5432,
  tags: { b: ['<x>', true], a: null },
  password: secret,
  credentials: { password: secret },
  later: knownAfter(['postgres.default#web.db']),
  nested: { later: knownAfter(['redis.default#web.cache']) },
  dollar: '${resources.db.host} $$',
};
const lookup: Lookup = (path, raw) => lookupPath(outputs, path, raw);

describe('parsePlaceholders', () => {
  it.each([
    ['', []],
    ['plain', ['plain']],
    ['a ${b.c} d', ['a ', { path: ['b', 'c'], offset: 2 }, ' d']],
    [
      '${a}${b}',
      [
        { path: ['a'], offset: 0 },
        { path: ['b'], offset: 4 },
      ],
    ],
    ['$${a} $$ $x $', ['${a} $ $x $']],
    ['$$${a}', ['$', { path: ['a'], offset: 2 }]],
    ['$$$${a}', ['$${a}']],
    ['${unclosed', ['${unclosed']],
    ['$${unclosed', ['${unclosed']],
    ['${}', [{ path: [''], offset: 0 }]],
    ['\\${a}', ['\\', { path: ['a'], offset: 1 }]],
    ['$${${metadata.name}}', ['${${metadata.name}}']],
    ['${a b\n}', [{ path: ['a b\n'], offset: 0 }]],
    ['${x.my\\.key/a.b\\c}', [{ path: ['x', 'my.key/a', 'b\\c'], offset: 0 }]],
  ])('parses %j', (text, expected) => {
    expect(
      parsePlaceholders(text).map(segment =>
        segment.kind === 'text' ? segment.text : { path: segment.path, offset: segment.offset },
      ),
    ).toEqual(expected);
  });

  it.each(['${', '$', '$$', '}${', '$${'])('takes long runs of %s', unit => {
    const text = unit.repeat(200_000);
    expect(parsePlaceholders(text).length).toBeGreaterThan(0);
    expect(escapePlaceholders(text).length).toBeGreaterThan(0);
  });
});

describe('findReferences', () => {
  it('finds placeholders however deep, in the order of keys, with their pointers', () => {
    const value = { z: '${a.b}', y: ['x', { 'a/b': '${c} ${d}' }], '${key}': 1, s: secret };
    expect(findReferences(value)).toEqual([
      { path: ['c'], raw: 'c', pointer: '/y/1/a~1b' },
      { path: ['d'], raw: 'd', pointer: '/y/1/a~1b' },
      { path: ['a', 'b'], raw: 'a.b', pointer: '/z' },
    ]);
  });
});

describe('lookupPath', () => {
  it.each([
    [['missing'], "invalid ref 'raw': key 'missing' not found"],
    [['constructor'], "invalid ref 'raw': key 'constructor' not found"],
    [['host', 'x'], "invalid ref 'raw': cannot lookup key 'x', context is not a map"],
    [['tags', 'b', '0'], "invalid ref 'raw': cannot lookup key '0', context is not a map"],
    [
      ['password', '$secret'],
      "invalid ref 'raw': cannot lookup key '$secret', context is not a map",
    ],
  ])('says why %j leads nowhere', (path, message) => {
    expect(() => lookupPath(outputs, path, 'raw')).toThrow(
      new PlaceholderError('raw', message.slice(19)),
    );
    expect(() => lookupPath(outputs, path, 'raw')).toThrow(message);
  });

  it('yields the mark for whatever lies below a value that is not known yet', () => {
    expect(lookupPath(outputs, ['later', 'host', 'x'], 'raw')).toEqual(outputs.later);
  });
});

describe('resolvePlaceholders', () => {
  it('keeps the type of a lone placeholder and writes others as compact JSON', () => {
    expect(
      resolvePlaceholders({ a: '${port}', b: ':${port}', c: ['${tags}'], d: '${tags}!' }, lookup),
    ).toEqual({
      value: { a: 5432, b: ':5432', c: [outputs.tags], d: '{"a":null,"b":["<x>",true]}!' },
      errors: [],
    });
  });

  it('does not parse again what comes in', () => {
    expect(resolvePlaceholders('${dollar}$$', lookup).value).toBe('${resources.db.host} $$$');
  });

  it('carries secrecy along, in the order of the text', () => {
    expect(resolvePlaceholders('u:${password}@${host}', lookup).value).toEqual({
      $secret: ['u:', reference, '@db.local'],
    });
    expect(resolvePlaceholders('${password}', lookup).value).toEqual(secret);
    expect(resolvePlaceholders('${credentials}', lookup).value).toEqual(outputs.credentials);
  });

  it('marks a text that takes in something not known yet, even deep inside a map', () => {
    expect(resolvePlaceholders('x ${later} ${nested} ${password}', lookup).value).toEqual({
      $knownAfter: ['postgres.default#web.db', 'redis.default#web.cache'],
    });
    expect(resolvePlaceholders('${nested}', lookup).value).toEqual(outputs.nested);
  });

  it('refuses to write a map that holds a secret into a text', () => {
    expect(resolvePlaceholders({ a: 'x ${credentials}' }, lookup).errors).toEqual([
      {
        pointer: '/a',
        raw: 'credentials',
        message:
          "invalid ref 'credentials': a map or list that holds a secret cannot become text, refer to one of its values",
      },
    ]);
  });

  it('collects every error with its pointer and leaves those texts alone', () => {
    const value = { b: ['${x} ${y}'], a: '${host.z}', ok: '${host}' };
    const { value: resolved, errors } = resolvePlaceholders(value, lookup);
    expect(errors.map(error => [error.pointer, error.raw])).toEqual([
      ['/a', 'host.z'],
      ['/b/0', 'x'],
      ['/b/0', 'y'],
    ]);
    expect(resolved).toEqual({ ...value, ok: 'db.local' });
  });

  it('leaves keys, numbers and marks as they are, and the argument unchanged', () => {
    const value = { '${host}': 1, s: secretValue(['${host}', reference]) };
    const before = JSON.stringify(value);
    expect(resolvePlaceholders(value, lookup).value).toEqual(value);
    expect(JSON.stringify(value)).toBe(before);
  });

  it('lets a defect of the lookup through', () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    expect(() => resolvePlaceholders('${a}', broken)).toThrow(TypeError);
  });
});

describe('resolveText', () => {
  it('yields text even for a lone placeholder', () => {
    expect(resolveText('${port}', lookup).value).toBe('5432');
    expect(resolveText('${tags}', lookup).value).toBe('{"a":null,"b":["<x>",true]}');
    expect(resolveText('${password}', lookup).value).toEqual(secret);
  });
});
