import type { Workload } from '../specification';
import {
  applyImages,
  applyOverrides,
  containersWithoutImage,
  mergeOverrides,
  parseOverrideProperty,
  writeOverridePath,
} from './index';

describe('parseOverrideProperty', () => {
  it.each([
    ['a.b=1', ['a', 'b'], 1],
    ['a=x=y', ['a'], 'x=y'],
    ['a.my\\.key/x=true', ['a', 'my.key/x'], true],
    ['a={b: [c]}', ['a'], { b: ['c'] }],
    ['a=', ['a'], undefined],
    ['a="8080"', ['a'], '8080'],
  ])('reads %s', (text, path, value) => {
    expect(parseOverrideProperty(text)).toEqual({ path, value });
  });

  it('never repeats a value that it cannot read', () => {
    expect(() => parseOverrideProperty('a.b=[hunter2')).toThrow(
      'the value of "a.b" is not valid YAML (yaml)',
    );
    expect(() => parseOverrideProperty('=x')).toThrow('has no path');
    expect(() => parseOverrideProperty('a.b')).toThrow('has no "="');
  });
});

describe('writeOverridePath', () => {
  it('refuses to go on below a scalar, and indexes out of range at any depth', () => {
    expect(() => writeOverridePath({ a: 1 }, ['a', 'b'], 2)).toThrow(
      'a: cannot set path in non-map/non-array',
    );
    expect(() => writeOverridePath({ a: [{}] }, ['a', '3', 'b'], 2)).toThrow(
      "a: cannot set '3' in array: out of range",
    );
    expect(() => writeOverridePath({ a: [1] }, ['a', '1'], undefined)).toThrow(
      "a: cannot remove '1' in array: out of range",
    );
    expect(() => writeOverridePath({}, [], 1)).toThrow('cannot change root node');
  });

  it('changes nothing of its argument', () => {
    const document = { a: { b: [1, { c: 2 }] } };
    expect(writeOverridePath(document, ['a', 'b', '1', 'c'], 3)).toEqual({
      a: { b: [1, { c: 3 }] },
    });
    expect(document).toEqual({ a: { b: [1, { c: 2 }] } });
  });
});

describe('mergeOverrides', () => {
  it('deletes with null and replaces lists', () => {
    expect(mergeOverrides({ a: { b: 1, c: 2 }, d: [1, 2] }, { a: { b: null }, d: [3] })).toEqual({
      a: { c: 2 },
      d: [3],
    });
  });
});

describe('applyOverrides', () => {
  it('merges first and writes paths in order, and says what no longer comes from the file', () => {
    const document = { a: { b: 1, c: 1 }, list: [1, 2] };
    expect(
      applyOverrides(document, {
        overrides: { a: { b: 2 } },
        overrideProperties: ['a.b=3', 'list.0=', 'x.y=1'],
      }),
    ).toEqual({
      value: { a: { b: 3, c: 1 }, list: [2], x: { y: 1 } },
      findings: [],
      overridden: ['/a/b', '/a/b', '/list', '/x/y'],
    });
  });

  it('reports each override that cannot be applied and applies the others', () => {
    const { value, findings } = applyOverrides(
      { a: 1 },
      { overrideProperties: ['a.b=1', 'nonsense', 'c=2'] },
    );
    expect(value).toEqual({ a: 1, c: 2 });
    expect(findings.map(finding => finding.message)).toEqual([
      'An override cannot be applied: a: cannot set path in non-map/non-array.',
      'An override cannot be applied: an override has the form path=value, but "nonsense" has no "=".',
    ]);
  });

  it.each([
    [{ overrides: JSON.parse('{"a": {"__proto__": {"polluted": 1}}}') }],
    [{ overrides: { a: { $secret: [{ store: 'other', key: 'team' }] } } }],
    [{ overrideProperties: ['a.__proto__.polluted=1'] }],
    [{ overrideProperties: ['a.$knownAfter=[]'] }],
    [{ overrideProperties: ['a={$secret: [x]}'] }],
  ])('refuses reserved keys in %j', options => {
    const { value, findings } = applyOverrides({ a: {} }, options);
    expect(value).toEqual({ a: {} });
    expect(findings).toHaveLength(1);
    expect({}).not.toHaveProperty('polluted');
  });

  it('refuses overrides that nest without end', () => {
    let overrides = {};
    for (let depth = 0; depth < 10_000; depth++) {
      overrides = { a: overrides };
    }
    expect(applyOverrides({}, { overrides }).findings).toMatchObject([{ code: 'limit' }]);
    expect(
      applyOverrides({}, { overrideProperties: [`${'a.'.repeat(10_000)}b=1`] }).findings,
    ).toMatchObject([{ code: 'limit' }]);
  });
});

describe('images', () => {
  const workload: Workload = {
    apiVersion: 'score.dev/v1b1',
    metadata: { name: 'web' },
    containers: { main: { image: '.' }, proxy: { image: '.' }, log: { image: 'log:1' } },
  };

  it('are set by name, before the one for all that wait for an image', () => {
    const { workload: set, findings } = applyImages(workload, {
      '*': 'app:2',
      proxy: 'proxy:3',
      log: 'log:2',
    });
    expect(findings).toEqual([]);
    expect(Object.values(set.containers).map(({ image }) => image)).toEqual([
      'app:2',
      'proxy:3',
      'log:2',
    ]);
    expect(containersWithoutImage(workload)).toEqual(['main', 'proxy']);
    expect(containersWithoutImage(set)).toEqual([]);
  });

  it('for all leave an image that the file names', () => {
    expect(applyImages(workload, { '*': 'app:2' }).workload.containers.log.image).toBe('log:1');
  });

  it('are refused for an unknown container, and when empty', () => {
    expect(applyImages(workload, { porxy: 'x', main: ' ' }).findings).toMatchObject([
      { code: 'image', pointer: '/containers/main/image' },
      { code: 'unknown-container', hint: 'Did you mean "proxy"?' },
    ]);
  });
});
