import { endsWithin } from './endsWithin';

const never = new Promise<void>(() => {});

describe('endsWithin', () => {
  it('says whether work has ended in time', async () => {
    expect(await endsWithin(1_000, Promise.resolve())).toBe(true);
    expect(await endsWithin(1, never)).toBe(false);
  });

  it('fails as the work does', async () => {
    await expect(endsWithin(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
