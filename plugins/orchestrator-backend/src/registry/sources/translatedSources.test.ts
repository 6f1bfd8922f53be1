import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { RegistryFixture } from '../__testUtils__/RegistryFixture';
import {
  translatedDefinitions,
  translatedFiles,
  translationDrivers,
} from '../__testUtils__/translatedDefinitions';
import type { DefaultRegistry } from '../DefaultRegistry';

jest.setTimeout(120_000);

const URL = 'https://git.example.com/platform/tree/main/definitions';
const FILE = 'cloud-packs.yaml';
const TEXT = translatedFiles[FILE];
/** A line of a definition in that file, and where it is. */
const DRIVER = '  driver: kubernetes-workload';
const DRIVER_LINE = TEXT.split('\n').indexOf(DRIVER) + 1;

/** Ways to break the file, and what the source says of it then. */
const BREAKAGES: [string, string | Uint8Array, { message: RegExp; line?: number }][] = [
  [
    'an unknown driver',
    TEXT.replace(DRIVER, '  driver: kubernetes-workloads'),
    { message: /There is no driver "kubernetes-workloads"/, line: DRIVER_LINE },
  ],
  [
    'an unknown key',
    TEXT.replace(DRIVER, `  drvier: x\n${DRIVER}`),
    { message: /"drvier" is not known/, line: DRIVER_LINE },
  ],
  [
    'a key twice',
    TEXT.replace(DRIVER, `${DRIVER}\n${DRIVER}`),
    { message: /"driver" is given twice/, line: DRIVER_LINE + 1 },
  ],
  [
    'a tab',
    TEXT.replace(DRIVER, DRIVER.replace('  ', '\t')),
    { message: /YAML cannot be read/, line: DRIVER_LINE },
  ],
  [
    'U+0000',
    TEXT.replace(DRIVER, `${DRIVER}\0`),
    { message: /U\+0000 is not allowed/, line: DRIVER_LINE },
  ],
  [
    'half a character',
    TEXT.replace(DRIVER, '  driver: "\\ud800"'),
    { message: /U\+D800, which cannot be kept/, line: DRIVER_LINE },
  ],
  ['no UTF-8', new Uint8Array([0xff, 0xfe, 0x61, 0]), { message: /not (valid )?UTF-8/ }],
  ['nothing but brackets', '['.repeat(100_000), { message: /nests more than 64 levels/, line: 1 }],
  [
    'an alias within itself',
    TEXT.replace(DRIVER, '  driver: &a [*a]'),
    { message: /stands inside the value it repeats/, line: DRIVER_LINE },
  ],
  [
    'an alias bomb',
    `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nc: &c [${'*b,'.repeat(99)}]\nd: [${'*c,'.repeat(99)}]`,
    { message: /counting what its aliases repeat/ },
  ],
  [
    'ten thousand documents',
    '---\nkind: ResourceType\n'.repeat(10_000),
    { message: /more than 1000 documents/, line: 2001 },
  ],
  ['a byte too many', `#${' '.repeat(1024 * 1024)}\n`, { message: /bytes/ }],
  [
    'a definition twice',
    `${TEXT}---\n${TEXT}`,
    { message: /another ResourceDefinition of the name/ },
  ],
  [
    'an old draft of JSON Schema',
    `${TEXT}---
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: old }
spec: { params: { $schema: 'http://json-schema.org/draft-07/schema#' } }
`,
    { message: /only JSON Schema known here/ },
  ],
];

describe('definitions that others wrote', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let fixture: RegistryFixture;
  let registry: DefaultRegistry;
  let files: Record<string, string | Uint8Array>;
  let commit: number;
  afterEach(() => fixture.remove());

  async function startWithFolder(id: Parameters<typeof databases.init>[0]) {
    fixture = await RegistryFixture.create(await databases.init(id));
    const below = Object.entries(translatedFiles).map(([name, text]) => [`platform/${name}`, text]);
    await fixture.write(Object.fromEntries(below));
    registry = fixture.registry({ drivers: translationDrivers });
    await registry.sync();
  }

  async function startWithUrl(id: Parameters<typeof databases.init>[0]) {
    fixture = await RegistryFixture.create(await databases.init(id), []);
    files = { ...translatedFiles };
    commit = 1;
    const urlReader = mockServices.urlReader.mock();
    urlReader.readTree.mockImplementation(async () => {
      const found = Object.entries(files).map(([path, content]) => ({
        path,
        content: async () => Buffer.from(content),
      }));
      return { etag: `c${commit}`, files: async () => found } as never;
    });
    registry = fixture.registry({
      drivers: translationDrivers,
      urls: { platform: URL },
      urlReader,
    });
    await registry.sync();
  }

  /** What the source says, and that all definitions are still as they were. */
  async function troubles() {
    const { items } = await registry.listDefinitions({ limit: 100 });
    expect(items.map(({ name }) => name).sort()).toEqual(
      translatedDefinitions.map(({ name }) => name).sort(),
    );
    expect(items.every(each => each.version === 1)).toBe(true);
    const [{ problems }] = await registry.listSources();
    return problems;
  }

  it.each(databases.eachSupportedId())(
    'come from a folder; however a file is broken, they stay in force and its line is told, %p',
    async id => {
      await startWithFolder(id);
      expect(await troubles()).toEqual([]);
      for (const [what, content, { message, line }] of BREAKAGES) {
        await writeFile(join(fixture.root, 'platform', FILE), content);
        await registry.sync();
        const problem = (await troubles()).find(each => message.test(each.message));
        expect([what, problem?.source, problem?.line]).toEqual([
          what,
          `platform/${FILE}`,
          line ?? problem?.line,
        ]);
      }
      await fixture.write({ [`platform/${FILE}`]: undefined });
      await writeFile(join(fixture.root, 'elsewhere.yaml'), TEXT);
      await symlink(join(fixture.root, 'elsewhere.yaml'), join(fixture.root, 'platform', FILE));
      await registry.sync();
      expect((await troubles()).map(({ code, source }) => [code, source])).toContainEqual([
        'outside',
        `platform/${FILE}`,
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'come from a URL; however a file is broken, they stay in force, %p',
    async id => {
      await startWithUrl(id);
      expect(await troubles()).toEqual([]);
      for (const [what, content, { message, line }] of BREAKAGES) {
        files = { ...translatedFiles, [FILE]: content };
        commit += 1;
        await registry.sync();
        const problems = await troubles();
        const problem = problems.find(each => message.test(each.message));
        expect([what, problem?.line, problems.length > 0]).toEqual([
          what,
          line ?? problem?.line,
          true,
        ]);
        expect([what, problem?.source]).toEqual([what, expect.stringMatching(URL)]);
      }
    },
  );
});
