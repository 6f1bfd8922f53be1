import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { JsonValue } from '@tutti/score';
import { definitionText, resourceTypeText } from '../__testUtils__/manifestTexts';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import { pushedSources } from './SourcePushes';

jest.setTimeout(60_000);

const FOLDER = 'https://git.example.com/platform/definitions/tree/main/shared';

/** A host that has one folder at some commit. */
class Host {
  commit = 'c1';
  files: Record<string, string> = {};
  fetched = 0;
  down = false;

  reader() {
    const reader = mockServices.urlReader.mock();
    reader.readTree.mockImplementation(async (_url, options) => {
      if (this.down) {
        throw new Error('The host does not answer.');
      }
      if (options?.etag === this.commit) {
        throw new NotModifiedError();
      }
      this.fetched += 1;
      const files = Object.entries(this.files)
        .filter(([path]) => options?.filter?.(path) ?? true)
        .map(([path, text]) => ({ path, content: async () => Buffer.from(text) }));
      return { etag: this.commit, files: async () => files } as never;
    });
    return reader;
  }
}

describe('a source that is a URL', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let host: Host;
  beforeEach(() => {
    host = new Host();
  });
  afterEach(() => fixture.remove());

  async function start(id: Parameters<typeof databases.init>[0]) {
    fixture = await RegistryFixture.create(await databases.init(id));
    await fixture.write({ 'platform/types.yaml': resourceTypeText('postgres') });
    return fixture.registry({ urls: { shared: FOLDER }, urlReader: host.reader() });
  }

  it.each(databases.eachSupportedId())(
    'brings its manifests, is fetched when it changed, and says at which revision, %p',
    async id => {
      const registry = await start(id);
      host.files = { 'db/a.yaml': definitionText('a', { host: 'one' }), 'README.md': '# Read' };
      await registry.sync();
      await registry.sync();
      expect(host.fetched).toBe(1);
      expect(await registry.getDefinition('a')).toMatchObject({
        version: 1,
        source: { name: 'shared', file: `${FOLDER}/db/a.yaml` },
      });
      host.commit = 'c2';
      host.files = { 'db/a.yaml': definitionText('a', { host: 'two' }) };
      await registry.sync();
      expect(await registry.getDefinition('a')).toMatchObject({ version: 2 });
      expect((await registry.listSources())[1]).toMatchObject({
        ...{ name: 'shared', kind: 'url', target: FOLDER, revision: 'c2', status: 'ok' },
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps what it declared while its host is down, %p',
    async id => {
      const registry = await start(id);
      host.files = { 'a.yaml': definitionText('a') };
      await registry.sync();
      host.down = true;
      await registry.sync();
      expect(await registry.getDefinition('a')).toMatchObject({ version: 1 });
      expect((await registry.listSources())[1]).toMatchObject({
        status: 'degraded',
        revision: 'c1',
        problems: [{ code: 'source-unreadable', source: FOLDER }],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'does not go back to a revision that it has left, %p',
    async id => {
      const registry = await start(id);
      host.files = { 'a.yaml': definitionText('a'), 'b.yaml': definitionText('b') };
      await registry.sync();
      host.commit = 'c2';
      host.files = { 'b.yaml': definitionText('b') };
      await registry.sync();
      host.commit = 'c1';
      host.files = { 'a.yaml': definitionText('a'), 'b.yaml': definitionText('b') };
      await registry.sync();
      await expect(registry.getDefinition('a')).rejects.toMatchObject({ name: 'NotFoundError' });
      const [, source] = await registry.listSources();
      expect(source.problems[0].message).toContain('revision c1, which is older than one');
    },
  );
});

describe('a push event', () => {
  const source = (name: string, target: string) =>
    ({ name, kind: 'url', target, newVersions: 'default', schedule: {} }) as never;
  const sources = [
    source('shared', FOLDER),
    source('other', 'https://git.example.com/platform/definitions-other/tree/main'),
  ];

  it.each<JsonValue>([
    { repository: { html_url: 'https://git.example.com/platform/definitions' } },
    { repository: { clone_url: 'https://git.example.com/platform/definitions.git' } },
    { project: { web_url: 'https://git.example.com/platform/definitions' } },
    { repository: { links: { html: { href: 'https://git.example.com/platform/definitions' } } } },
    { source: 'shared' },
  ])('names the sources of the repository and no others: %j', payload => {
    expect(pushedSources(sources, payload)).toEqual(['shared']);
  });

  it('about something else, or without sense, names none', () => {
    expect(
      pushedSources(sources, { repository: { html_url: 'https://git.example.com/platform/def' } }),
    ).toEqual([]);
    expect(pushedSources(sources, 'push')).toEqual([]);
  });
});
