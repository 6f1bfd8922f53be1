import { throwIfCancelled, untilCancelled } from './cancellation';

describe('throwIfCancelled', () => {
  it('lets an operation go on that nobody stopped', () => {
    expect(() => throwIfCancelled(new AbortController().signal)).not.toThrow();
  });

  it('ends a timed-out operation as cancelled, although the signal gives another reason', () => {
    const signal = AbortSignal.abort(new DOMException('too long', 'TimeoutError'));
    expect(() => throwIfCancelled(signal)).toThrow(
      expect.objectContaining({ errorClass: 'cancelled' }),
    );
  });
});

describe('untilCancelled', () => {
  const never = new Promise<never>(() => {});

  it('gives the result of work that ends in time', async () => {
    await expect(untilCancelled(new AbortController().signal, Promise.resolve(7))).resolves.toBe(7);
  });

  it('stops waiting when the operation is cancelled meanwhile', async () => {
    const controller = new AbortController();
    const waiting = untilCancelled(controller.signal, never);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ errorClass: 'cancelled' });
  });

  it('does not start to wait when the operation is cancelled already', async () => {
    await expect(untilCancelled(AbortSignal.abort(), never)).rejects.toMatchObject({
      errorClass: 'cancelled',
    });
  });

  it('does not bring the process down when the work fails after the cancellation', async () => {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('late')), 5);
    });
    await expect(untilCancelled(AbortSignal.abort(), late)).rejects.toMatchObject({
      errorClass: 'cancelled',
    });
    await expect(late).rejects.toThrow('late');
  });
});
