import fc from 'fast-check';
import { orderObjects } from './orderObjects';

const object = (kind: string, name = 'a') => ({ apiVersion: 'v1', kind, metadata: { name } });

describe('orderObjects', () => {
  it('puts what others need first, and unknown kinds last', () => {
    const kinds = ['Widget', 'Deployment', 'Service', 'ConfigMap', 'ExternalSecret', 'Namespace'];
    expect(orderObjects(kinds.map(kind => object(kind))).map(({ kind }) => kind)).toEqual(
      [...kinds].reverse(),
    );
  });

  it('does not depend on the order it is given', () => {
    const objects = ['Job', 'Pod', 'Widget'].flatMap(kind => [
      object(kind, 'a'),
      object(kind, 'b'),
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(objects, { minLength: objects.length }), shuffled => {
        expect(orderObjects(shuffled)).toEqual(orderObjects(objects));
      }),
    );
  });
});
