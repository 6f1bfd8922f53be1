import { lifetimeOf } from './lifetimeOf';

const preview = (lifetime: { default: string; maximum?: string }) => ({
  ...{ name: 'preview', preview: true, lifetime },
});

describe('the lifetime of an environment', () => {
  it('is what its type says, or what was asked for', () => {
    const type = preview({ default: '72h', maximum: '14d' });
    expect(lifetimeOf(type, undefined)).toBe(72 * 3_600);
    expect(lifetimeOf(type, '90m')).toBe(5_400);
    expect(lifetimeOf(type, '2w')).toBe(14 * 86_400);
  });

  it('is never longer than its type allows', () => {
    const type = preview({ default: 'never', maximum: '1d' });
    expect(lifetimeOf(type, undefined)).toBe(86_400);
    expect(() => lifetimeOf(type, '25h')).toThrow(/live 1d at most, and 25h is longer/);
    expect(() => lifetimeOf(type, 'never')).toThrow(/live 1d at most/);
    expect(lifetimeOf(preview({ default: '1d' }), 'never')).toBeUndefined();
  });

  it('counts what it has lived when it is extended', () => {
    const type = preview({ default: '1d', maximum: '3d' });
    expect(lifetimeOf(type, '1d', 2 * 86_400)).toBe(86_400);
    expect(() => lifetimeOf(type, '2d', 86_460)).toThrow(
      /longer: this one may live 2879m from now/,
    );
    expect(() => lifetimeOf(type, '1m', 4 * 86_400)).toThrow(/may live 0m from now/);
  });

  it('does not end where the type has no previews', () => {
    const type = { name: 'production', preview: false, lifetime: { default: '1h' } };
    expect(lifetimeOf(type, undefined)).toBeUndefined();
    expect(() => lifetimeOf(type, '1h')).toThrow(/are no previews/);
  });
});
