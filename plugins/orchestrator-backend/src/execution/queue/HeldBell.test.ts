import { HeldBell } from './HeldBell';

const BELL = { kind: 'lane', key: 'lane-1' } as const;

async function aborted(held: HeldBell): Promise<unknown> {
  if (!held.signal.aborted) {
    await new Promise<void>(resolve => {
      held.signal.addEventListener('abort', () => resolve());
    });
  }
  return held.signal.reason;
}

/** Blocks the event loop, as a computation does. */
function standStill(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until); // nothing else gets a turn
}

describe('a held bell', () => {
  it('is lost when its renewal is refused', async () => {
    const held = HeldBell.hold({
      bell: BELL,
      touch: async () => false,
      interval: 5,
      lapse: 60_000,
    });
    expect(await aborted(held)).toMatchObject({ name: 'BellLostError' });
  });

  it('is lost in time while a renewal hangs on a connection that nobody answers on', async () => {
    const held = HeldBell.hold({
      bell: BELL,
      touch: () => new Promise(() => {}),
      interval: 5,
      lapse: 50,
    });
    expect(await aborted(held)).toMatchObject({ name: 'BellLostError' });
  });

  it('is kept through renewals that fail, as long as one succeeds in time', async () => {
    let renewals = 0;
    const held = HeldBell.hold({
      bell: BELL,
      touch: async () => {
        renewals += 1;
        if (renewals % 2 === 0) {
          throw new Error('the database restarts');
        }
        return true;
      },
      interval: 5,
      lapse: 5_000,
    });
    while (renewals < 10) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(held.signal.aborted).toBe(false);
    held.release();
  });

  it('is lost when this process stood still for so long that another one may have it', async () => {
    const touch = () => new Promise<true>(resolve => setTimeout(resolve, 50, true));
    const held = HeldBell.hold({ bell: BELL, touch, interval: 20, lapse: 100 });
    standStill(200);
    expect(await aborted(held)).toMatchObject({ name: 'BellLostError' });
  });

  it.each([-86_400_000, 86_400_000])(
    'is held as long as before when the clock of this process jumps by %p ms',
    async jump => {
      let renewals = 0;
      const held = HeldBell.hold({
        bell: BELL,
        touch: async () => {
          renewals += 1;
          return true;
        },
        interval: 5,
        lapse: 5_000,
      });
      const now = Date.now();
      const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + jump);
      while (renewals < 3) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      clock.mockRestore();
      expect(held.signal.aborted).toBe(false);
      held.release();
    },
  );
});
