import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LocalGitStore } from './LocalGitStore';
import { parseLocalGitUrl } from './localGitUrl';

const AUTHOR = { name: 'Ana', email: 'ana@shop.example' };

describe('the local Git store', () => {
  let folder: string;
  let content: string;
  let store: LocalGitStore;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'local-git-'));
    content = path.join(folder, 'content');
    await fs.mkdir(path.join(content, 'web'), { recursive: true });
    await fs.writeFile(path.join(content, 'web', 'score.yaml'), 'apiVersion: score.dev/v1b1\n');
    store = LocalGitStore.at(path.join(folder, 'store'));
  });

  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  const create = () =>
    store.create({ repository: 'shop', contentFolder: content, author: AUTHOR, message: 'Begin' });

  it('makes a repository that an ordinary Git client can clone', async () => {
    const commit = await create();

    const clone = path.join(folder, 'clone');
    execFileSync('git', ['clone', '--quiet', store.folderOf('shop'), clone]);
    expect(await fs.readFile(path.join(clone, 'web', 'score.yaml'), 'utf8')).toBe(
      'apiVersion: score.dev/v1b1\n',
    );
    const log = execFileSync('git', ['-C', clone, 'log', '--format=%H %an %s'], {
      encoding: 'utf8',
    });
    expect(log).toBe(`${commit} Ana Begin\n`);
  });

  it('reads a file by its address, with an etag that changes only with the content', async () => {
    await create();
    const location = parseLocalGitUrl('https://git.tutti.localhost/shop/blob/main/web/score.yaml');
    const first = await store.readFile(location);
    expect(first.data.toString()).toBe('apiVersion: score.dev/v1b1\n');
    expect((await store.readFile(location)).etag).toBe(first.etag);
  });

  it('refuses a second repository of one name and leaves the first as it is', async () => {
    await create();
    await expect(create()).rejects.toThrow('There is a repository shop');
    expect((await fs.readdir(path.join(folder, 'store'))).sort()).toEqual(['shop.git']);
  });

  it.each([
    ['https://git.tutti.localhost/shop/blob/main/no/such.yaml', 'There is no no/such.yaml'],
    ['https://git.tutti.localhost/none/blob/main/score.yaml', 'There is no repository none'],
    ['https://git.tutti.localhost/shop/blob/other/web/score.yaml', 'on other in the repository'],
  ])('says what is missing at %s', async (url, message) => {
    await create();
    await expect(store.readFile(parseLocalGitUrl(url))).rejects.toThrow(message);
  });

  it.each([
    'https://git.tutti.localhost/..%2F..%2Fetc/blob/main/passwd',
    'https://git.tutti.localhost/shop/blob/--upload-pack/x',
    'https://example.com/shop/blob/main/x',
    'https://git.tutti.localhost/shop/raw/main/x',
    'https://git.tutti.localhost/shop/blob/main/100%/score.yaml',
    'https://git.tutti.localhost/shop/blob/main/%ff.yaml',
    'https://git.tutti.localhost/shop/blob/main/%00.yaml',
    'https://git.tutti.localhost',
    'no address',
  ])('refuses the address %s', url => {
    expect(() => parseLocalGitUrl(url)).toThrow('not an address of the local Git store');
  });
});
