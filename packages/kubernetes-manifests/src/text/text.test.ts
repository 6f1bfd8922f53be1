import fc from 'fast-check';
import { parse } from 'yaml';
import type { KubernetesObject } from '../model/KubernetesObject';
import { nameObjectFiles, objectFileName } from './objectFileName';
import { toYaml } from './toYaml';

const configMap = (name: string, more: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...more,
});

describe('toYaml', () => {
  const tricky = fc.constantFrom(
    ...[
      'yes',
      'off',
      'y',
      '012',
      '0o17',
      '1_000',
      '1:30:00',
      '.inf',
      '~',
      'null',
      '<<',
      '=',
      '0x1f',
    ],
    ...[
      '2024-01-01',
      '1e3',
      '- a',
      'a: b',
      '# c',
      '',
      ' x ',
      'a\nb\n',
      '\ttab',
      '|',
      '\u2028',
      '\u0085',
      '\u007f',
      '\ufeff',
    ],
  );

  it('is read as the same object by readers of YAML 1.1 and 1.2', () => {
    const text = fc.oneof(tricky, fc.string(), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.dictionary(text, text, { noNullPrototype: true }), data => {
        const object = configMap('a', { data });
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(toYaml(object), { version, merge: false })).toEqual(object);
        }
      }),
    );
  });

  it.each(['\u007f', '\u0085', '\u2028', '\ufeff', '\uffff'])(
    'escapes %j, which the reader of Kubernetes does not take, in keys and values',
    character => {
      const data = { [`a${character}`]: `line${character}\nline`, b: 'plain' };
      const text = toYaml(configMap('a', { data }));
      expect(text).not.toContain(character);
      expect(text).toContain('  b: plain\n');
      expect(parse(text)).toEqual(configMap('a', { data }));
    },
  );

  it.each(['\tmake', ' indented', '', '\n\tmake', ' '])(
    'writes lines of which the first is %j so that all readers agree on the rest',
    first => {
      const data = { a: `${first}\nmore\n`, b: 'first\n\tmore\n' };
      const text = toYaml(configMap('a', { data }));
      expect(text).toMatch(/^ {2}a: ".*"$/m);
      expect(text).toContain('  b: |\n    first\n    \tmore\n');
      expect(parse(text)).toEqual(configMap('a', { data }));
    },
  );

  it('is one text for equal objects', () => {
    expect(toYaml(configMap('a', { data: { b: '1', a: '2' } }))).toBe(
      toYaml({
        data: { a: '2', b: '1' },
        metadata: { name: 'a' },
        kind: 'ConfigMap',
        apiVersion: 'v1',
      }),
    );
  });

  it('begins with what people look for first', () => {
    expect(toYaml(configMap('web', { data: { zone: 'a' } }))).toBe(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  zone: a\n',
    );
  });
});

describe('file names', () => {
  it('are made of kind and name', () => {
    expect(objectFileName(configMap('web.files'))).toBe('configmap-web.files.yaml');
  });

  it('are safe on every file system and never one for two objects', () => {
    const names = ['a:b', 'a/b', 'A', 'a', '../x', 'x'.repeat(250)].map(name =>
      objectFileName(configMap(name)),
    );
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^configmap-[a-z0-9.-]{1,230}\.yaml$/);
    }
  });

  it('tell apart one name in two namespaces and refuse the same object twice', () => {
    const inNamespace = (namespace: string) =>
      configMap('a', { metadata: { name: 'a', namespace } });
    const named = nameObjectFiles([inNamespace('x'), inNamespace('y')]);
    expect(new Set(named.map(({ fileName }) => fileName)).size).toBe(2);
    expect(() => nameObjectFiles([inNamespace('x'), inNamespace('x')])).toThrow(
      'The ConfigMap "a" in the namespace "x" is there twice.',
    );
  });
});
