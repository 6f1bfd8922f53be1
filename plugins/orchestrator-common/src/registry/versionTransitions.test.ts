import { VERSION_TRANSITIONS } from './versionTransitions';

describe('statuses of versions', () => {
  it('let a version come into force only by being promoted', () => {
    const sources = Object.entries(VERSION_TRANSITIONS)
      .filter(([, targets]) => targets.includes('default'))
      .map(([status]) => status);
    expect(sources).toEqual(['proposed', 'deprecated']);
  });

  it('have no end: what was sorted out can be restored', () => {
    for (const targets of Object.values(VERSION_TRANSITIONS)) {
      expect(targets.length).toBeGreaterThan(0);
    }
  });
});
