import fs from 'node:fs';
import path from 'node:path';
import { folderWith, runTutti } from '../../__testUtils__/runTutti';

jest.setTimeout(60_000);

const web = `apiVersion: score.dev/v1b1
metadata: { name: web }
service: { ports: { http: { port: 8080 } } }
containers: { main: { image: . } }
resources:
  db: { type: postgres, id: shop }
`;
const deprecated = `# The storefront.
apiVersion: score.dev/v1b1
metadata: { name: old }
containers:
  main:
    image: app:1 # the newest
    files:
      - target: /etc/a
        content: [one, two]
`;
const folder = folderWith({
  'web.yaml': web,
  'api.yaml': web.replace('name: web', 'name: api'),
  'broken.yaml': web.replace('image:', 'imgae:'),
  'twice.yaml': web,
  'old.yaml': deprecated,
  'binary.yaml': Buffer.from([0xff, 0xfe, 0x00]),
  'overrides.yaml': 'containers: { main: { variables: { LEVEL: debug } } }',
});
const run = (...args: string[]) => runTutti(args, { cwd: folder });

describe('tutti score validate', () => {
  test('ends with 0 and names the workloads when all is well', async () => {
    const { code, stdout, stderr } = await run('score', 'validate', 'web.yaml', 'api.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('WORKLOAD  FILE\nweb       web.yaml\napi       api.yaml\n');
  });

  test('ends with 1 and says where the mistake is and what to write', async () => {
    const { code, stdout } = await run('score', 'validate', 'broken.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('broken.yaml:4:');
    expect(stdout).toContain('Did you mean "image"?');
  });

  test('gives programs the same as JSON, and nothing else on standard output', async () => {
    const { code, stdout } = await run('score', 'validate', 'broken.yaml', '-o', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ source: 'broken.yaml', pointer: '/containers/main/imgae' }),
      ]),
    });
  });

  test('reads standard input, images and overrides', async () => {
    const { code, stdout } = await runTutti(
      [
        ...['score', 'validate', '-', '--image', 'main=registry.example:5000/web:1'],
        ...[
          '--overrides-file',
          'overrides.yaml',
          '--override-property',
          'service.ports.http.port=no',
        ],
      ],
      { cwd: folder, input: web },
    );
    expect(code).toBe(1);
    expect(stdout).toContain('standard input');
    expect(stdout).toContain('/service/ports/http/port');
  });

  test('refuses one name for two workloads', async () => {
    const { code, stdout } = await run('score', 'validate', 'web.yaml', 'twice.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('twice.yaml:2:');
    expect(stdout).toContain('is used in web.yaml too');
  });

  test.each([
    ['a file that is not there', ['absent.yaml'], 'absent.yaml cannot be read'],
    ['a folder', ['.'], 'cannot be read'],
    ['no file', [], "missing required argument 'files'"],
    ['an unknown option', ['web.yaml', '--strickt'], 'unknown option'],
    [
      'an unknown form of output',
      ['web.yaml', '-o', 'xml'],
      'Allowed choices are table, json, yaml',
    ],
  ])('ends with 2 for %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run('score', 'validate', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('takes a file that is no text for a file with a mistake', async () => {
    const { code, stdout } = await run('score', 'validate', 'binary.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('binary.yaml');
  });
});

describe('tutti score upgrade', () => {
  test('writes present forms and keeps comments', async () => {
    const { code, stdout, stderr } = await run('score', 'upgrade', 'old.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('# The storefront.');
    expect(stdout).toContain('image: app:1 # the newest');
    expect(stderr).toContain('containers.main.files: migrated to object');
    const again = await runTutti(['score', 'validate', '-', '-o', 'json'], { input: stdout });
    expect(JSON.parse(again.stdout)).toMatchObject({ valid: true, workloads: [{ changes: [] }] });
  });

  test('gives a file without deprecated forms back as it is', async () => {
    expect((await run('score', 'upgrade', 'web.yaml')).stdout).toBe(web);
  });

  test('writes the file only when asked to, and never a broken one', async () => {
    const own = folderWith({ 'old.yaml': deprecated, 'broken.yaml': 'a: [' });
    const written = await runTutti(['score', 'upgrade', 'old.yaml', '--write'], { cwd: own });
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(fs.readFileSync(path.join(own, 'old.yaml'), 'utf8')).toContain('/etc/a:');
    const broken = await runTutti(['score', 'upgrade', 'broken.yaml', '--write'], { cwd: own });
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(fs.readFileSync(path.join(own, 'broken.yaml'), 'utf8')).toBe('a: [');
  });
});

describe('tutti score explain', () => {
  test('says what is asked for, and who shares it', async () => {
    const { code, stdout } = await run('score', 'explain', 'web.yaml', 'api.yaml', '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).resources).toEqual([
      expect.objectContaining({
        uid: 'postgres.default#shop',
        shared: true,
        usedBy: ['api.db', 'web.db'],
      }),
    ]);
  });
});
