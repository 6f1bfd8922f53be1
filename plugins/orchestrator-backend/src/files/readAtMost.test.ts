import { Readable } from 'node:stream';
import { readAtMost } from './readAtMost';

/** A file without end, and how many bytes of it were asked for. */
function endless() {
  const asked = { bytes: 0, ended: false };
  const stream = new Readable({
    highWaterMark: 16,
    read() {
      asked.bytes += 16;
      this.push(Buffer.alloc(16, 'a'));
    },
    destroy(_error, done) {
      asked.ended = true;
      done(null);
    },
  });
  const buffer = () => Promise.reject(new Error('All of it was asked for.'));
  return { asked, answer: { buffer, stream: () => stream } };
}

describe('readAtMost', () => {
  it('stops reading a file without end, and lets go of it', async () => {
    const { asked, answer } = endless();
    expect(await readAtMost(answer, 100)).toBeUndefined();
    expect(asked.ended).toBe(true);
    expect(asked.bytes).toBeLessThan(1_000);
  });

  it.each([
    ['a stream', { stream: () => Readable.from([Buffer.from('ab'), Buffer.from('cd')]) }],
    ['a buffer', {}],
  ])('gives %s of exactly the size allowed, and nothing larger', async (_form, rest) => {
    const answer = { buffer: async () => Buffer.from('abcd'), ...rest };
    expect(String(await readAtMost(answer, 4))).toBe('abcd');
    expect(await readAtMost(answer, 3)).toBeUndefined();
  });

  it('passes on that the host broke off', async () => {
    const stream = () =>
      Readable.from(
        (async function* broken() {
          yield Buffer.from('a');
          throw new Error('The connection was reset.');
        })(),
      );
    await expect(readAtMost({ buffer: jest.fn(), stream }, 10)).rejects.toThrow('was reset');
  });
});
