import { GroupCommit } from './GroupCommit';

function groupOf(refuse: (changes: string[]) => Error | undefined = () => undefined) {
  const commits: string[][] = [];
  let last: Promise<unknown> = Promise.resolve();
  const group = GroupCommit.create<string>({
    commit: async changes => {
      const error = refuse(changes);
      if (error) {
        throw error;
      }
      commits.push(changes);
    },
    inTurn: work => {
      const result = last.then(work);
      last = result;
      return result;
    },
    isFinal: error => (error as Error).message === 'fence',
  });
  return { group, commits };
}

describe('committing together', () => {
  it('takes along what is written at the same time', async () => {
    const { group, commits } = groupOf();
    await Promise.all([group.write('a'), group.write('b')]);
    await group.write('c');
    expect(commits).toEqual([['a', 'b'], ['c']]);
  });

  it('fails only the change that is wrong', async () => {
    const { group, commits } = groupOf(changes =>
      changes.includes('wrong') ? new Error('unique') : undefined,
    );
    const written = await Promise.allSettled(['a', 'wrong', 'b'].map(each => group.write(each)));
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(commits).toEqual([['a'], ['b']]);
  });

  it('tries nothing again once the lane is lost', async () => {
    let tries = 0;
    const { group } = groupOf(() => {
      tries += 1;
      return new Error('fence');
    });
    await Promise.allSettled([group.write('a'), group.write('b')]);
    expect(tries).toBe(1);
  });
});
