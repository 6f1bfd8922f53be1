import { setTimeout as sleep } from 'node:timers/promises';
import { withNodeTimeout } from './withNodeTimeout';

const forever = () => new AbortController().signal;
const untilAborted = (signal: AbortSignal) => sleep(60_000, undefined, { signal });

describe('the time of an operation', () => {
  it('ends what takes longer, and says which setting allows more', async () => {
    const reasons: unknown[] = [];
    const work = async (signal: AbortSignal) => {
      await untilAborted(signal).catch(() => reasons.push(signal.reason));
      return 'stopped';
    };
    expect(await withNodeTimeout(forever(), 20, work)).toBe('stopped');
    expect(reasons).toMatchObject([{ name: 'NodeTimeoutError' }]);
  });

  it('ends with what is around it', async () => {
    const outer = new AbortController();
    const stopped = withNodeTimeout(outer.signal, 60_000, async signal => {
      await untilAborted(signal).catch(() => undefined);
      return signal.reason;
    });
    outer.abort('cancelled');
    expect(await stopped).toBe('cancelled');
  });

  it.each([
    ['done', async () => undefined],
    ['failed', async () => Promise.reject(new Error('no'))],
  ])('leaves no timer behind when the work has %s', async (_, work) => {
    jest.useFakeTimers();
    try {
      await withNodeTimeout(forever(), 900_000, work).catch(() => undefined);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
