/** @jest-environment node */
import { readYaml } from './index';
import { formatProblem } from '../problems';

const source = 'test.yaml';

function valuesOf(text: string | Uint8Array) {
  const { documents, problems } = readYaml(text, { source });
  expect(problems.map(formatProblem)).toEqual([]);
  return documents.map(document => document.value);
}

function problemsOf(text: string | Uint8Array, options = {}) {
  return readYaml(text, { source, ...options }).problems.map(formatProblem);
}

describe('readYaml', () => {
  it('reads YAML 1.2: no is a text, 0600 a number, and a %YAML directive does not change that', () => {
    expect(valuesOf('{ a: no, b: 0600, c: 0o17, d: ~, e: 1.5, f: true, g: 2024-01-01 }')).toEqual([
      { a: 'no', b: 600, c: 15, d: null, e: 1.5, f: true, g: '2024-01-01' },
    ]);
    expect(valuesOf('%YAML 1.1\n---\na: no\n')).toEqual([{ a: 'no' }]);
  });

  it('reads JSON, several documents, Windows line ends and a byte order mark', () => {
    expect(valuesOf('{"a": [1, "x"]}')).toEqual([{ a: [1, 'x'] }]);
    expect(valuesOf('a: 1\n---\nb: 2\n---\n# nothing\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(valuesOf('\ufeffa: 1\r\nb:\r\n  - x\r\n')).toEqual([{ a: 1, b: ['x'] }]);
    expect(valuesOf('# nothing\n')).toEqual([]);
  });

  it('knows where each value was written', () => {
    const text = 'a:\n  b: [x, {c: 1}]\n---\nd:\n  - e\n';
    const [first, second] = readYaml(text, { source }).documents;
    expect(first.locate('')).toEqual({ line: 1, column: 1 });
    expect(first.locate('/a')).toEqual({ line: 1, column: 1 });
    expect(first.locate('/a/b')).toEqual({ line: 2, column: 3 });
    expect(first.locate('/a/b/1')).toEqual({ line: 2, column: 10 });
    expect(first.locate('/a/b/1/c')).toEqual({ line: 2, column: 11 });
    expect(first.locate('/a/b/1/nowhere/at/all')).toEqual({ line: 2, column: 10 });
    expect(second.locate('/d/0')).toEqual({ line: 5, column: 5 });
  });

  it('locates keys that need escapes in a JSON pointer', () => {
    const [document] = readYaml('a/b~c:\n  x: 1\n', { source }).documents;
    expect(document.locate('/a~1b~0c/x')).toEqual({ line: 2, column: 3 });
  });

  it('takes keys that are numbers or booleans as they are written', () => {
    expect(valuesOf('{ 8080: a, true: b, 0x10: c }')).toEqual([
      { '8080': 'a', true: 'b', '0x10': 'c' },
    ]);
  });

  it('repeats values by alias as copies, and says where the original stands', () => {
    const { documents } = readYaml('a: &x { p: [1] }\nb: *x\n', { source });
    const value = documents[0].value as { a: object; b: object };
    expect(value).toEqual({ a: { p: [1] }, b: { p: [1] } });
    expect(value.a).not.toBe(value.b);
    expect(documents[0].locate('/b')).toEqual({ line: 2, column: 1 });
    expect(documents[0].locate('/b/p')).toEqual({ line: 1, column: 9 });
  });

  it('merges with << as the Go tools do: own keys win, then the first mapping', () => {
    const text = 'x: &x { p: 1, q: 1 }\ny: &y { q: 2, r: 2 }\nz:\n  <<: [*x, *y]\n  p: 0\n';
    expect(valuesOf(text)).toEqual([
      { x: { p: 1, q: 1 }, y: { q: 2, r: 2 }, z: { p: 0, q: 1, r: 2 } },
    ]);
    expect(problemsOf('a: { <<: 1 }')).toEqual([
      'test.yaml:1:6 /a: The merge key << takes a mapping or a list of mappings.',
    ]);
  });

  it('refuses a key that is given twice', () => {
    expect(problemsOf('a:\n  b: 1\n  c: 2\n  b: 3\n')).toEqual([
      'test.yaml:4:3 /a/b: The key "b" is given twice in the same mapping. (Remove one of the two, or give it another name.)',
    ]);
  });

  it.each(['$secret', '$secretly', '$knownAfter', '__proto__'])(
    'refuses the reserved key %s wherever it stands',
    key => {
      const { documents, problems } = readYaml(`a: [{ "${key}": { polluted: true } }]`, { source });
      expect(documents).toEqual([]);
      expect(problems).toMatchObject([{ code: 'reserved-key', pointer: `/a/0/${key}`, line: 1 }]);
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it.each([
    ['half a character', '\\ud800', 'U+D800'],
    ['its other half', '\\udc00', 'U+DC00'],
    ['U+0000', '\\0', 'U+0000'],
  ])('refuses %s that an escape writes, as value and as key', (_, escape, name) => {
    const { documents, problems } = readYaml(`a:\n  - "x${escape}"\nb: { "y${escape}": 1 }\n`, {
      source,
    });
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'encoding', pointer: '/a/0', line: 2, message: expect.stringContaining(name) },
      { code: 'encoding', pointer: '/b', line: 3, message: expect.stringContaining(name) },
    ]);
    expect(valuesOf('a: "\\ud83c\\udf89"')).toEqual([{ a: '🎉' }]);
  });

  it('reads constructor and toString as ordinary keys', () => {
    const [value] = valuesOf('{ constructor: 1, toString: 2 }');
    expect(Object.keys(value as object)).toEqual(['constructor', 'toString']);
  });

  it('refuses numbers that JSON does not have, and warns of digits that get lost', () => {
    expect(problemsOf('a: .nan')[0]).toContain('"\u002enan" is not a number that JSON can hold');
    const { documents, problems } = readYaml('a: 12345678901234567890', { source });
    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'number', pointer: '/a' }]);
  });

  it('leaves out the documents with mistakes and keeps the others', () => {
    const text = 'good: 1\n---\nbad: [1\n---\nbad: 1\nbad: 2\n---\nalso: good\n';
    const { documents, problems } = readYaml(text, { source });
    expect(documents.map(document => document.value)).toEqual([{ good: 1 }, { also: 'good' }]);
    expect(problems.map(problem => problem.code)).toEqual(['yaml', 'duplicate-key']);
  });

  it('hints at quotes where a placeholder breaks a flow mapping', () => {
    expect(problemsOf('a: { b: ${resources.db.host} }').join()).toContain(
      'Put quotes around each placeholder inside { } or [ ]',
    );
  });

  it('hints at spaces where a tab indents', () => {
    expect(problemsOf('a:\n\tb: 1\n').join()).toContain('Indent with spaces.');
  });

  it('names an alias without an anchor, and one that stands inside its own value', () => {
    expect(problemsOf('a: *x')).toEqual([
      'test.yaml:1:4 /a: The alias "*x" has no anchor before it. (Mark the value to repeat with "&x".)',
    ]);
    expect(problemsOf('&x [*x]').join()).toContain('stands inside the value it repeats');
  });

  it('refuses bytes that are no UTF-8, and characters that no YAML file holds', () => {
    expect(problemsOf(Uint8Array.from([0x61, 0x3a, 0x20, 0xff]))).toEqual([
      'test.yaml:1:4: The file is not valid UTF-8. (Save it with the encoding UTF-8.)',
    ]);
    expect(problemsOf('a: 1\nb: \u0000')[0]).toContain('test.yaml:2:4: The character U+0000');
    expect(problemsOf('a: \ud800')[0]).toContain('U+D800');
    expect(valuesOf(Buffer.from('a: grün 🎉'))).toEqual([{ a: 'grün 🎉' }]);
  });

  describe('limits', () => {
    it('stops at an alias bomb', () => {
      let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
      for (let level = 1; level < 12; level++) {
        const aliases = Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ');
        bomb += `a${level}: &a${level} [${aliases}]\n`;
      }
      const { documents, problems } = readYaml(bomb, { source });
      expect(documents).toEqual([]);
      expect(problems).toMatchObject([{ code: 'limit' }]);
    });

    it('counts the depth that aliases add to each other', () => {
      let chain = 'a0: &a0 [x]\n';
      for (let level = 1; level < 100; level++) {
        chain += `a${level}: &a${level} [*a${level - 1}]\n`;
      }
      expect(problemsOf(chain)[0]).toContain('nests more than 64 levels deep');
    });

    it.each([
      ['lists', '[', ']'],
      ['mappings', '{a: ', '}'],
      ['block lists', '- ', ''],
    ])('reads %s as deep as allowed and no deeper', (_, open, close) => {
      const nested = (depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}\n`;
      expect(problemsOf(nested(64))).toEqual([]);
      expect(problemsOf(nested(65))[0]).toContain('nests more than 64 levels deep');
      expect(problemsOf(nested(300_000 / open.length))).toHaveLength(1);
    });

    it('counts bytes, not characters', () => {
      expect(problemsOf('a: ééé', { maximumBytes: 9 })).toEqual([]);
      expect(problemsOf('a: ééé', { maximumBytes: 8 })[0]).toContain('larger than 8 bytes');
      expect(problemsOf('a: €', { maximumBytes: 5 })[0]).toContain('larger than 5 bytes');
      expect(problemsOf('a: 🎉', { maximumBytes: 7 })).toEqual([]);
      expect(problemsOf('a: 🎉', { maximumBytes: 6 })[0]).toContain('larger than 6 bytes');
    });

    it('counts documents', () => {
      expect(problemsOf('---\na\n'.repeat(3), { maximumDocuments: 3 })).toEqual([]);
      expect(problemsOf('---\na\n'.repeat(4), { maximumDocuments: 3 })).toEqual([
        'test.yaml:7:1: The file holds more than 3 documents; the rest was not read. (Split it into several files.)',
      ]);
    });

    it.each([
      ['closing brackets', ']'],
      ['quotes', '"'],
      ['anchors', '&a '],
      ['tags', '!!str '],
      ['list items', '- 1\n'],
      ['keys', 'a: 1\n'],
      ['unknown aliases', '- *x\n'],
      ['bad escapes', '"\\u1" '],
      ['commas', ','],
      ['documents', '%a b\n---\n'],
    ])('answers a megabyte of %s with at most a page of problems', (_, unit) => {
      const text = unit.repeat(1024 * 1024).slice(0, 1024 * 1024);
      const { documents, problems } = readYaml(text, { source });
      expect(documents).toHaveLength(0);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(101);
    });
  });
});
