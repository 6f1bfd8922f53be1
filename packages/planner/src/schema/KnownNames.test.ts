import { KnownNames } from './KnownNames';

const many = Array.from({ length: 3000 }, (_, index) => `team-${index}-database`);

describe('the hint for a name that is none', () => {
  test('names the nearest, and at most twenty of those that there are', () => {
    const names = KnownNames.create(['server', 'postgres', 'server']);
    expect(names.hint('postgrse')).toBe('Did you mean "postgres"? Known are: postgres, server.');
    expect(KnownNames.create(many).hint('zzz')).toMatch(
      /^Known are: (team-\d+-database, ){19}team-\d+-database and 2980 more\.$/,
    );
    expect(KnownNames.create([]).hint('postgres')).toBeUndefined();
  });

  test('never suggests what was written', () => {
    expect(KnownNames.create(['mailbox']).hint('mailbox')).toBe('Known are: mailbox.');
  });

  test.each([
    ['a slip at the end', 'team-1234-databasee', 'team-1234-database'],
    ['a slip at the beginning', 'taem-1234-database', 'team-1234-database'],
    ['a letter too few at both ends', 'eam-1234-database', 'team-1234-database'],
  ])('finds %s among thousands', (_, word, meant) => {
    expect(KnownNames.create(many).hint(word)).toContain(`Did you mean "${meant}"?`);
  });

  test('compares a word with few of many names, so that ten thousand words take no product of both', () => {
    const names = KnownNames.create(many);
    names.hint('begin');
    const split = jest.spyOn(String.prototype, 'toLowerCase');
    names.hint('team-77-databse');
    expect(split.mock.calls.length).toBeLessThan(200);
    split.mockRestore();
  });
});
