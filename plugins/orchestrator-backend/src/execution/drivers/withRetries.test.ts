import { permanentError, transientError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { withRetries } from './withRetries';

function options(signal = new AbortController().signal) {
  const delays: number[] = [];
  return {
    delays,
    retries: 3,
    delay: 4,
    signal,
    onRetry: async (_error: unknown, delay: number) => void delays.push(delay),
  };
}

describe('withRetries', () => {
  it('tries again after transient errors, with waits that grow within their bounds', async () => {
    const retry = options();
    let tried = 0;
    const result = await withRetries(retry, async () => {
      tried += 1;
      if (tried <= 3) {
        throw transientError('not yet');
      }
      return tried;
    });
    expect(result).toBe(4);
    for (const [index, delay] of retry.delays.entries()) {
      expect(delay).toBeGreaterThanOrEqual(2 * 2 ** index);
      expect(delay).toBeLessThanOrEqual(4 * 2 ** index);
    }
  });

  it('gives up after the last try', async () => {
    let tried = 0;
    await expect(
      withRetries(options(), async () => {
        tried += 1;
        throw transientError(`no ${tried}`);
      }),
    ).rejects.toThrow('no 4');
  });

  it.each([permanentError('never'), new TypeError('a mistake')])(
    'does not try again after %s',
    async error => {
      let tried = 0;
      await expect(
        withRetries(options(), async () => {
          tried += 1;
          throw error;
        }),
      ).rejects.toBe(error);
      expect(tried).toBe(1);
    },
  );

  it('stops waiting when it is told to stop', async () => {
    const abort = new AbortController();
    const retry = { ...options(abort.signal), delay: 60_000 };
    const running = withRetries({ ...retry, onRetry: async () => abort.abort() }, async () => {
      throw transientError('no');
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
