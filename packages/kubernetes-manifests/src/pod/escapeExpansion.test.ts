import fc from 'fast-check';
import { escapeExpansion } from './escapeExpansion';

/** What Kubernetes does with `$` in variables, commands and arguments (`third_party/forked/golang/expansion`). */
function expand(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index++) {
    const next = text[index + 1];
    if (text[index] !== '$' || next === undefined) {
      result += text[index];
    } else if (next === '$') {
      result += '$';
      index += 1;
    } else if (next === '(' && text.includes(')', index)) {
      result += '<expanded>';
      index = text.indexOf(')', index);
    } else {
      result += text[index];
    }
  }
  return result;
}

describe('escapeExpansion', () => {
  it('makes Kubernetes give every text to the container as it is', () => {
    const text = fc
      .array(fc.constantFrom('$', '(', ')', 'A', '{', '}'))
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(text, value => {
        expect(expand(escapeExpansion(value))).toBe(value);
      }),
    );
  });

  it('leaves alone what means nothing to Kubernetes', () => {
    expect(escapeExpansion('costs 5$, ${HOME} and $PATH')).toBe('costs 5$, ${HOME} and $PATH');
  });
});
