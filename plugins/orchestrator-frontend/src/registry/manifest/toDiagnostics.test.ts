import type { Problem } from '@tutti/score';
import { toDiagnostics } from './toDiagnostics';

const problem = (place: Partial<Problem>): Problem => ({
  ...{ severity: 'error', code: 'schema', message: 'Wrong.', source: 'x.yaml', pointer: '' },
  ...place,
});

describe('marks of problems in an editor', () => {
  const text = 'one: 1\ntwo: 2\n';
  const marked = (place: Partial<Problem>) => {
    const [{ from, to }] = toDiagnostics([problem(place)], text);
    return text.slice(from, to);
  };

  it('go from the place of the problem to the end of its line', () => {
    expect(marked({ line: 2, column: 1 })).toBe('two: 2');
    expect(marked({ line: 2, column: 6 })).toBe('2');
  });

  it('stay inside the text, also for places that it does not have any more', () => {
    for (const place of [{}, { line: 99, column: 5 }, { line: 1, column: 400 }, { line: 0 }]) {
      const [{ from, to }] = toDiagnostics([problem(place)], text);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to).toBeLessThanOrEqual(text.length);
    }
  });

  it('say what to do beside what is wrong', () => {
    const [{ message }] = toDiagnostics([problem({ hint: 'Do this.' })], text);
    expect(message).toBe('Wrong. Do this.');
  });
});
