import { compareProblems, didYouMean, formatProblem, limitProblems, quote } from './index';
import type { Problem } from './index';

const problem: Problem = {
  severity: 'error',
  code: 'schema',
  message: 'The property "imgae" is not known here.',
  source: 'shop/web.yaml',
  line: 12,
  column: 7,
  pointer: '/containers/web/imgae',
  hint: 'Did you mean "image"?',
};

describe('formatProblem', () => {
  it('gives one line with place, pointer, message and hint', () => {
    expect(formatProblem(problem)).toBe(
      'shop/web.yaml:12:7 /containers/web/imgae: The property "imgae" is not known here. (Did you mean "image"?)',
    );
  });

  it('stays one line whatever was written, and steers no terminal', () => {
    const odd = { ...problem, pointer: '/a\nb', message: 'There is no "\u001b[31m\u202e".' };
    expect(formatProblem({ ...odd, hint: undefined })).toBe(
      'shop/web.yaml:12:7 /a\\u000ab: There is no "\\u001b[31m\\u202e".',
    );
  });

  it('leaves out what is not known', () => {
    const { line, column, hint, ...rest } = problem;
    expect(formatProblem({ ...rest, pointer: '' })).toBe(
      'shop/web.yaml: The property "imgae" is not known here.',
    );
  });
});

describe('compareProblems', () => {
  it('orders by source, then line and column as numbers, then pointer and message', () => {
    const problems = [
      { ...problem, source: 'b.yaml', line: 1 },
      { ...problem, line: undefined },
      { ...problem, line: 12, column: 9 },
      { ...problem, line: 9 },
      { ...problem, pointer: '/a' },
      { ...problem, message: 'A' },
    ];
    expect(
      problems
        .sort(compareProblems)
        .map(({ source, line, column, pointer, message }) =>
          [source, line, column, pointer, message.slice(0, 3)].join(' '),
        ),
    ).toEqual([
      'b.yaml 1 7 /containers/web/imgae The',
      'shop/web.yaml 9 7 /containers/web/imgae The',
      'shop/web.yaml 12 7 /a The',
      'shop/web.yaml 12 7 /containers/web/imgae A',
      'shop/web.yaml 12 9 /containers/web/imgae The',
      'shop/web.yaml  7 /containers/web/imgae The',
    ]);
  });
});

describe('didYouMean', () => {
  it.each([
    ['imgae', 'image'],
    ['Image', 'image'],
    ['read_only', 'readOnly'],
    ['readinesProbe', 'readinessProbe'],
    ['varaibles', 'variables'],
  ])('finds what %s was meant to be', (word, expected) => {
    expect(
      didYouMean(word, ['variables', 'readinessProbe', 'readOnly', 'livenessProbe', 'image']),
    ).toBe(`Did you mean "${expected}"?`);
  });

  it.each(['zebra', 'x', 'i'.repeat(1_000_000)])('does not guess wildly', word => {
    expect(didYouMean(word, ['image', 'args'])).toBeUndefined();
  });

  it('never suggests what was written already', () => {
    expect(didYouMean('image', ['image', 'args'])).toBeUndefined();
    expect(didYouMean('image', ['image', 'imgae'])).toBe('Did you mean "imgae"?');
  });

  it('picks the same of two equally near words whatever their order', () => {
    expect(didYouMean('db3', ['db1', 'db2'])).toBe('Did you mean "db1"?');
    expect(didYouMean('db3', ['db2', 'db1'])).toBe('Did you mean "db1"?');
  });
});

describe('limitProblems', () => {
  it('keeps a hundred, errors before warnings, and says that there are more', () => {
    const warnings = Array.from({ length: 99 }, () => ({
      ...problem,
      severity: 'warning' as const,
    }));
    const errors = [problem, problem];
    const limited = limitProblems([...warnings, ...errors]);
    expect(limited).toHaveLength(101);
    expect(limited.filter(({ severity }) => severity === 'error')).toHaveLength(2);
    expect(limited.at(-1)?.message).toBe(
      'The file has more problems; only the first 100 are shown.',
    );
  });
});

describe('quote', () => {
  it('keeps control characters from a terminal and shortens long text', () => {
    expect(quote('a\u001b[31m')).toBe('"a\\u001b[31m"');
    expect(quote('x'.repeat(1000))).toHaveLength(103);
  });
});
