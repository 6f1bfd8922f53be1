import { versionActions } from './versionActions';

const possible = (status: Parameters<typeof versionActions>[0]) =>
  versionActions(status)
    .filter(({ obstacle }) => obstacle === undefined)
    .map(({ to }) => to);

describe('what can be done with a version', () => {
  it('follows from its status', () => {
    expect(possible('proposed')).toEqual(['default', 'defective', 'archived']);
    expect(possible('default')).toEqual(['deprecated', 'defective']);
    expect(possible('deprecated')).toEqual(['default', 'defective', 'archived']);
    expect(possible('defective')).toEqual(['proposed', 'archived']);
    expect(possible('archived')).toEqual(['proposed']);
  });

  it('says what to do first about what cannot be done', () => {
    const obstacles = Object.fromEntries(
      versionActions('defective').map(({ to, obstacle }) => [to, obstacle]),
    );
    expect(obstacles.default).toBe('It is defective: restore it first.');
  });
});
