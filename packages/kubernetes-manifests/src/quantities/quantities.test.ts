import fc from 'fast-check';
import { ProblemList } from '../problems/ProblemList';
import { formatQuantity } from './formatQuantity';
import { compareQuantities, parseQuantity, type Quantity } from './Quantity';
import { renderResources } from './renderResources';

const canonical = (text: string) => formatQuantity(parseQuantity(text) as Quantity);

describe('quantities', () => {
  it.each([
    ['0', '0'],
    ['0.5', '500m'],
    ['250m', '250m'],
    ['1000m', '1'],
    ['1500', '1500'],
    ['1000', '1k'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['512Ki', '512Ki'],
    ['0.1Gi', '107374182400m'],
    ['500K', '500k'],
    ['0.0001', '1m'],
    ['2.5P', '2500T'],
    ['1Ei', '1Ei'],
  ])('%s is written as %s, as the API server does', (written, expected) => {
    expect(canonical(written)).toBe(expected);
  });

  it('keep their amount when they are written and read again', () => {
    const suffix = fc.constantFrom('', 'k', 'K', 'M', 'G', 'Ki', 'Mi', 'Gi');
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(999), suffix, (whole, fraction, unit) => {
        const read = parseQuantity(`${whole}.${fraction}${unit}`) as Quantity;
        const again = parseQuantity(formatQuantity(read)) as Quantity;
        expect(compareQuantities(read, again)).toBe(0);
        expect(canonical(formatQuantity(read))).toBe(formatQuantity(read));
      }),
    );
  });

  it.each(['', '1e3', '-1', '.5', '1 Gi', '1gi'])('%p is none', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('renderResources', () => {
  const render = (own: any, defaults: any) => {
    const problems = new ProblemList('score.yaml');
    return {
      resources: renderResources(own, defaults, '/c', problems),
      problems: problems.sorted(),
    };
  };

  it('fills in defaults without contradicting the file', () => {
    const { resources, problems } = render(
      { limits: { memory: '64Mi' }, requests: { cpu: '2' } },
      { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '128Mi' } },
    );
    expect(problems).toEqual([]);
    expect(resources).toEqual({
      limits: { cpu: '2', memory: '64Mi' },
      requests: { cpu: '2', memory: '64Mi' },
    });
  });

  it('rounds memory up to whole bytes, and lets parts of a CPU be', () => {
    const { resources } = render({ limits: { memory: '0.1Gi', cpu: '0.25' } }, undefined);
    expect(resources).toEqual({ limits: { memory: '107374183', cpu: '250m' } });
  });

  it('refuses a request above its limit', () => {
    const { problems } = render({ limits: { cpu: '1' }, requests: { cpu: '1001m' } }, undefined);
    expect(problems[0].message).toContain('The request of 1001m cpu is larger than the limit of 1');
  });
});
