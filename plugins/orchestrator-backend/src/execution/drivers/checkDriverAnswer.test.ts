import { checkDriverAnswer } from './checkDriverAnswer';

const made = { state: {}, outputs: {} };
const cycle: Record<string, unknown> = {};
cycle.self = cycle;

describe('what a driver answers', () => {
  it.each([
    ['nothing', undefined, /it is no object/],
    ['a list', [], /it is no object/],
    ['no state', { outputs: {} }, /state is no object/],
    ['outputs that are a text', { state: {}, outputs: 'none' }, /outputs is no object/],
    ['manifests that are no objects', { ...made, manifests: ['kind: Pod'] }, /manifests/],
    ['an endless external id', { ...made, externalId: 'x'.repeat(2_000) }, /externalId/],
    ['a function', { ...made, state: { close: () => {} } }, /a function, which is no JSON/],
    ['a date', { ...made, outputs: { at: new Date() } }, /a Date, which is no JSON/],
    ['NaN', { ...made, outputs: { size: NaN } }, /not finite/],
    ['a big integer', { ...made, outputs: { size: 1n } }, /a bigint/],
    ['a circle', { state: cycle, outputs: {} }, /holds itself/],
    ['very much', { ...made, outputs: { log: 'x'.repeat(21_000_000) } }, /20 million characters/],
  ])('is refused when it is %s', (_, answer, problem) => {
    expect(checkDriverAnswer('apply', answer)).toMatch(problem);
  });

  it('may leave out what is optional, also by undefined', () => {
    expect(checkDriverAnswer('apply', { ...made, evidence: undefined })).toBeUndefined();
    expect(checkDriverAnswer('plan', { action: 'create', differences: [] })).toBeUndefined();
    expect(checkDriverAnswer('destroy', { presence: 'absent', evidence: {} })).toBeUndefined();
  });

  it('is refused when it tells another presence than there is', () => {
    expect(checkDriverAnswer('destroy', { presence: 'gone', evidence: {} })).toMatch(/presence/);
  });
});
