import { Readable } from 'node:stream';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import type { UrlSource } from './SourceConfig';
import { UrlSourceReader } from './UrlSourceReader';

jest.setTimeout(60_000);

const FOLDER = 'https://git.example.com/platform/definitions/tree/main/shared';
const FILE = 'https://git.example.com/platform/definitions/blob/main/all.yaml';

function sourceAt(target: string): UrlSource {
  return { kind: 'url', name: 'shared', target, newVersions: 'default', schedule: {} as never };
}

describe('what a URL answers with', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const limits = { fileBytes: 100, totalBytes: 250, files: 3 };

  async function readerOf(urlReader: ReturnType<typeof mockServices.urlReader.mock>) {
    const database = await databases.init('SQLITE_3');
    await prepareSchema(database);
    return UrlSourceReader.create({ database, urlReader, limits });
  }

  /** A host that says how large a file is before it sends it, and keeps count of what it has sent. */
  function host(files: Record<string, string | number[]>, saysSizes = true) {
    const sent: string[] = [];
    const urlReader = mockServices.urlReader.mock();
    urlReader.readTree.mockImplementation(async (_url, options) => {
      const wanted = Object.entries(files).filter(
        ([path, content]) =>
          options?.filter?.(path, saysSizes ? { size: content.length } : undefined) ?? true,
      );
      sent.push(...wanted.map(([path]) => path));
      const found = wanted.map(([path, content]) => ({
        path,
        content: async () => (typeof content === 'string' ? Buffer.from(content) : content),
      }));
      return { etag: 'c1', files: async () => found } as never;
    });
    return { urlReader, sent };
  }

  it('is read from a stream no further than a file may be large', async () => {
    const urlReader = mockServices.urlReader.mock();
    let sent = 0;
    urlReader.readUrl.mockResolvedValue({
      buffer: () => Promise.reject(new Error('All of it was asked for.')),
      stream: () =>
        Readable.from(
          (function* endless() {
            for (;;) {
              sent += 10;
              yield Buffer.alloc(10);
            }
          })(),
        ),
    } as never);
    const { failure, texts } = await (await readerOf(urlReader)).read(sourceAt(FILE));
    expect(failure?.message).toContain('It has more than the 100 bytes that are allowed.');
    expect(texts).toEqual([]);
    expect(sent).toBeLessThan(1_000);
  });

  it.each([
    [
      'all files together',
      { 'a.yaml': 'a'.repeat(99), 'b.yaml': 'b'.repeat(99), 'c.yaml': 'c'.repeat(99) },
      'With c.yaml its files are more than 250',
    ],
    [
      'the number of files',
      { 'a.yaml': 'a', 'b.yaml': 'b', 'c.yaml': 'c', 'd.yaml': 'd' },
      'It has more than 3 manifest files',
    ],
  ])('is refused as a whole when %s is too large', async (_what, files, message) => {
    for (const saysSizes of [true, false]) {
      const { urlReader, sent } = host(files, saysSizes);
      const { failure, texts } = await (await readerOf(urlReader)).read(sourceAt(FOLDER));
      expect(failure?.message).toContain(message);
      expect(failure?.message).toContain('What it declared before stays in force.');
      expect(texts).toEqual([]);
      expect(sent.length).toBeLessThanOrEqual(Object.keys(files).length - (saysSizes ? 1 : 0));
    }
  });

  it('goes without a file that is too large or no text, and says so of that file', async () => {
    for (const saysSizes of [true, false]) {
      const { urlReader } = host(
        { 'a.yaml': 'a', 'large.yaml': 'b'.repeat(101), 'odd.yaml': [0xff] },
        saysSizes,
      );
      const found = await (await readerOf(urlReader)).read(sourceAt(FOLDER));
      expect(found.failure).toBeUndefined();
      expect(found.texts).toEqual([{ name: `${FOLDER}/a.yaml`, text: 'a' }]);
      expect(found.unreadable).toMatchObject([
        { source: `${FOLDER}/odd.yaml`, message: 'The file is not UTF-8 text.' },
        { source: `${FOLDER}/large.yaml`, message: 'The file has 101 bytes; 100 are allowed.' },
      ]);
    }
  });

  it('may hold an empty file, which hosts hand over as an empty list', async () => {
    const { urlReader } = host({ 'a.yaml': [], 'b.yaml': 'x: 1' });
    const { failure, texts } = await (await readerOf(urlReader)).read(sourceAt(FOLDER));
    expect(failure).toBeUndefined();
    expect(texts.map(({ text }) => text)).toEqual(['', 'x: 1']);
  });
});
