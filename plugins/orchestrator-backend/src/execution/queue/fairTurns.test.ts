import { fairTurns } from './fairTurns';

describe('fair turns', () => {
  it('passes over nobody while no slot is in use', () => {
    expect(fairTurns([])).toEqual([[]]);
  });

  it('looks for those that hold nothing first, then for those that hold the fewest, then for anybody', () => {
    expect(fairTurns(['a', 'b', 'a', undefined, 'a', 'c', 'c'])).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
      ['a'],
      [],
    ]);
  });

  it('lets one group have all slots when nobody else waits', () => {
    expect(fairTurns(['a', 'a', 'a'])).toEqual([['a'], []]);
  });
});
