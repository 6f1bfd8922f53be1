import { readScore } from '@tutti/score';
import { inlineFileSources } from './inlineFileSources';

function fileWith(count: number) {
  const files = Array.from({ length: count }, (_, index) => `/f${index}: { source: f${index} }`);
  const { files: read } = readScore(
    `apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { web: { image: a, files: { ${files.join(', ')} } } }\n`,
    { source: 'score.yaml' },
  );
  return read[0];
}

describe('inlineFileSources', () => {
  it('takes what fits into a megabyte, and says where that ends', async () => {
    const half = Buffer.alloc(512 * 1024, 'x');
    expect((await inlineFileSources(fileWith(2), async () => half)).problems).toEqual([]);
    expect((await inlineFileSources(fileWith(3), async () => half)).problems).toMatchObject([
      {
        code: 'file-source',
        pointer: '/containers/web/files/~1f2/source',
        message: expect.stringContaining('more than 1048576 bytes together'),
      },
    ]);
  });

  it('stops reading when a file names more than anybody would write', async () => {
    const readBeside = jest.fn(async () => Buffer.alloc(0));
    await inlineFileSources(fileWith(2_000), readBeside);
    expect(readBeside).toHaveBeenCalledTimes(1_024);
  });
});
