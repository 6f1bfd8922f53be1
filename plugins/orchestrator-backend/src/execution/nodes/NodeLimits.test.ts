import { NodeLimits } from './NodeLimits';

const forever = new AbortController().signal;
const turn = () => new Promise(resolve => setImmediate(resolve));

describe('limits of what is under way', () => {
  it('lets as many in as there is room for, the others in the order of asking', async () => {
    const limits = NodeLimits.create();
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    for (let number = 0; number < 4; number += 1) {
      void limits.take([{ key: 'driver', limit: 2 }], forever).then(end => {
        begun.push(number);
        ends.push(end);
      });
    }
    await turn();
    expect(begun).toEqual([0, 1]);
    ends[0]();
    ends[0](); // gives back no more than was taken
    await turn();
    expect(begun).toEqual([0, 1, 2]);
  });

  it('does not hold up work that counts against something else', async () => {
    const limits = NodeLimits.create();
    await limits.take([{ key: 'slow', limit: 1 }], forever);
    void limits.take(
      [
        { key: 'slow', limit: 1 },
        { key: 'type', limit: 1 },
      ],
      forever,
    );
    const end = await limits.take(
      [
        { key: 'quick', limit: 1 },
        { key: 'type', limit: 1 },
      ],
      forever,
    );
    expect(end).toBeInstanceOf(Function);
  });

  it('gives nothing to whoever stopped waiting', async () => {
    const limits = NodeLimits.create();
    const end = await limits.take([{ key: 'driver', limit: 1 }], forever);
    const abort = new AbortController();
    const waiting = limits.take([{ key: 'driver', limit: 1 }], abort.signal);
    abort.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
    end();
    await limits.take([{ key: 'driver', limit: 1 }], forever);
  });
});
