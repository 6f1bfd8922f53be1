import {
  permanentError,
  type Driver,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { InProcessDriverInvoker } from './InProcessDriverInvoker';

const invoker = InProcessDriverInvoker.create({ abortGrace: 20 });

function call(apply: (context: DriverContext) => unknown, signal = new AbortController().signal) {
  const driver = { id: 'far', apply } as unknown as Driver;
  return invoker.invoke(driver, 'apply', { signal } as DriverContext);
}

describe('calling a driver in this process', () => {
  it('fails as the driver does, also when it throws instead of rejecting', async () => {
    const thrown = call(() => {
      throw permanentError('no such plan');
    });
    await expect(thrown).rejects.toMatchObject({ errorClass: 'permanent' });
  });

  it('takes the answer of a driver that blocked the event loop until after its time', async () => {
    const signal = AbortSignal.timeout(10);
    const answer = await call(() => {
      const until = performance.now() + 100;
      while (performance.now() < until); // nothing else gets a turn
      return { state: {}, outputs: { made: true } };
    }, signal);
    expect(answer).toMatchObject({ outputs: { made: true } });
  });

  it('stops waiting for a driver that ignores that it is told to stop', async () => {
    const ignored = call(() => new Promise(() => {}), AbortSignal.timeout(10));
    await expect(ignored).rejects.toMatchObject({ name: 'DriverUnresponsiveError' });
  });
});
