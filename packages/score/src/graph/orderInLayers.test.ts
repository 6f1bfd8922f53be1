import { orderInLayers } from './index';

const order = (needs: Record<string, string[]>) => orderInLayers(new Map(Object.entries(needs)));

describe('orderInLayers', () => {
  it('puts each name into the first layer after all it needs, sorted within', () => {
    expect(order({ web: ['db', 'bus'], bus: [], db: ['net'], net: [], api: ['net'] })).toEqual({
      layers: [['bus', 'net'], ['api', 'db'], ['web']],
      cycles: [],
    });
  });

  it('ignores needs that are not among the names, and needs named twice', () => {
    expect(order({ a: ['x', 'b', 'b'], b: [] }).layers).toEqual([['b'], ['a']]);
  });

  it('names each cycle once, from its smallest name, and leaves out who needs it', () => {
    expect(order({ c: ['a'], a: ['b'], b: ['c'], self: ['self'], user: ['b'], free: [] })).toEqual({
      layers: [['free']],
      cycles: [['a', 'b', 'c'], ['self']],
    });
  });

  it('is quick on a long chain', () => {
    const needs = new Map(
      Array.from({ length: 20_000 }, (_, index) => [`n${index}`, [`n${index + 1}`]]),
    );
    needs.set('n20000', []);
    expect(orderInLayers(needs).layers).toHaveLength(20_001);
  });
});
