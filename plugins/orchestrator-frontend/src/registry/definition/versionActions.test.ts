import { versionActions } from './versionActions';

const possible = (status: Parameters<typeof versionActions>[0]) =>
  versionActions(status)
    .filter(({ obstacle }) => obstacle === undefined)
    .map(({ id }) => id);

describe('what can be done with a version', () => {
  it('follows from its status', () => {
    expect(possible('proposed')).toEqual(['promote', 'defective', 'archived']);
    expect(possible('default')).toEqual(['defective']);
    expect(possible('deprecated')).toEqual(['promote', 'defective', 'archived']);
    expect(possible('defective')).toEqual(['proposed', 'archived']);
    expect(possible('archived')).toEqual(['proposed']);
  });

  it('says what to do first about what cannot be done', () => {
    const obstacles = Object.fromEntries(
      versionActions('defective').map(({ id, obstacle }) => [id, obstacle]),
    );
    expect(obstacles.promote).toBe('It is defective: restore it first.');
  });
});
