import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSourceFiles } from './readSourceFiles';
import { sourceFilesHash } from './SourceFiles';
import { DEFAULT_SOURCE_LIMITS } from './sourceLimits';

describe('readSourceFiles', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'source-'));
    await mkdir(join(root, 'platform'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const put = (name: string, text: string | Uint8Array) =>
    writeFile(join(root, 'platform', name), text);
  const read = (limits = {}, path = 'platform') =>
    readSourceFiles(
      {
        ...{ name: 'platform', kind: 'file', newVersions: 'default' },
        ...{ target: `./${path}/`, path: join(root, path) },
      },
      { ...DEFAULT_SOURCE_LIMITS, ...limits },
    );
  const namesOf = async () => (await read()).texts.map(file => file.name);

  it('reads YAML files of all folders in an order that no machine changes', async () => {
    await mkdir(join(root, 'platform/b'));
    await put('b/z.yml', 'z');
    await put('c.yaml', 'c');
    await put('B.yaml', 'B');
    await put('readme.md', 'no');
    await put('.hidden.yaml', 'no');
    expect(await namesOf()).toEqual(['platform/B.yaml', 'platform/b/z.yml', 'platform/c.yaml']);
  });

  it('reads a source that is one file', async () => {
    await put('a.yaml', 'a');
    expect((await read({}, 'platform/a.yaml')).texts.map(file => file.text)).toEqual(['a']);
  });

  it('reads a mounted ConfigMap once, whose files are links into a folder that begins with dots', async () => {
    await mkdir(join(root, 'platform/..2026_11_20'));
    await put('..2026_11_20/a.yaml', 'mounted');
    await symlink('..2026_11_20', join(root, 'platform/..data'));
    await symlink('..data/a.yaml', join(root, 'platform/a.yaml'));
    expect((await read()).texts).toEqual([{ name: 'platform/a.yaml', text: 'mounted' }]);
  });

  it('does not follow links out of the folder, and says so', async () => {
    await mkdir(join(root, 'platform-of-others'));
    await writeFile(join(root, 'platform-of-others/secret.yaml'), 'not yours');
    await symlink(join(root, 'platform-of-others/secret.yaml'), join(root, 'platform/a.yaml'));
    await symlink(join(root, 'platform-of-others'), join(root, 'platform/folder'));
    await symlink('nowhere.yaml', join(root, 'platform/b.yaml'));
    const { texts, unreadable } = await read();
    expect(texts).toEqual([]);
    expect(unreadable.map(({ source, code }) => [source, code])).toEqual([
      ['platform/a.yaml', 'outside'],
      ['platform/b.yaml', 'unreadable'],
    ]);
  });

  it('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(root, 'platform/a.yaml')]);
    await symlink('a.yaml', join(root, 'platform/b.yaml'));
    expect(await namesOf()).toEqual([]);
  });

  it('passes a file over that is too large or no text, and reads the others', async () => {
    await put('a.yaml', 'x'.repeat(11));
    await put('b.yaml', Uint8Array.of(0x61, 0xff));
    await put('c.yaml', 'good');
    const { texts, unreadable, failure } = await read({ fileBytes: 10 });
    expect(failure).toBeUndefined();
    expect(texts.map(file => file.text)).toEqual(['good']);
    expect(unreadable.map(({ source, code }) => [source, code])).toEqual([
      ['platform/a.yaml', 'limit'],
      ['platform/b.yaml', 'unreadable'],
    ]);
  });

  it.each([
    ['files', { files: 1 }, 'more than 1 manifest files'],
    ['bytes', { totalBytes: 3 }, 'larger than 3 bytes'],
    ['folders within each other', { depth: 1 }, 'more than 1 folders deep'],
  ])('does not read a source of too many %s at all', async (_, limits, message) => {
    await mkdir(join(root, 'platform/a/b'), { recursive: true });
    await put('a/b/a.yaml', 'aa');
    await put('b.yaml', 'bb');
    const { texts, failure } = await read(limits);
    expect(texts).toEqual([]);
    expect(failure?.message).toContain(message);
  });

  it('says that a folder is missing without showing where the machine has it', async () => {
    const { failure } = await read({}, 'nowhere');
    expect(failure?.message).toContain('There is no such file or folder.');
    expect(JSON.stringify(failure)).not.toContain(root);
  });

  it('notices every change of a name or a text by its hash', async () => {
    const hashes = new Set<string>();
    for (const [name, text] of [
      ['a.yaml', 'ab'],
      ['a.yaml', 'abc'],
      ['b.yaml', 'c'],
      ['c.yaml', ''],
    ]) {
      await put(name, text);
      hashes.add(sourceFilesHash([await read()]));
      expect(sourceFilesHash([await read()])).toBe([...hashes].pop());
    }
    expect(hashes.size).toBe(4);
  });
});
