import fc from 'fast-check';
import { hasKubectl, patchByKubectl } from '../__testUtils__/kubectl';

describe('toYaml, read by kubectl', () => {
  if (!hasKubectl) {
    // Said in the list of tests, so that nobody takes a run without it for a run with it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip('needs kubectl on the PATH', () => {});
    return;
  }

  it('is the same object, whatever texts are in it', () => {
    const tricky = fc.constantFrom(...'-:#?|>"\'\t\n\r .1{[,&*!%@`~=<_e+a\u007f\u0085\u2028\ufeff');
    const text = fc.oneof(fc.string({ unit: tricky }), fc.string({ unit: 'grapheme' }));
    const configMap = fc
      .dictionary(text, text, { noNullPrototype: true })
      .map(data => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }));
    fc.assert(
      fc.property(fc.array(configMap, { minLength: 100, maxLength: 100 }), objects => {
        expect(patchByKubectl(objects, 'merge', {})).toEqual(objects);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);
});
