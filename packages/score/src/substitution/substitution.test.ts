import { knownAfter, secretValue } from '../marks';
import type { Workload } from '../specification';
import { resolveWorkload, scoreLookup, workloadReferences } from './index';

const password = { store: 'platform', key: 'db', property: 'password' };

const workload: Workload = {
  apiVersion: 'score.dev/v1b1',
  metadata: { name: 'web', annotations: { 'key.com/a': 'note' } },
  containers: {
    main: {
      image: '${metadata.name}',
      command: ['${metadata.name}'],
      args: ['$$x'],
      variables: {
        URL: 'postgres://u:${resources.db.password}@${resources.db.host}:${resources.db.port}',
        PORT: '${resources.db.port}',
        NOTE: '${metadata.annotations.key\\.com/a} $${metadata.name}',
        CACHE: '${resources.cache.host}',
      },
      files: {
        '/a': { content: 'hello ${metadata.name}', mode: '0600' },
        '/raw': { content: '${metadata.name}', noExpand: true },
        '/bin': { binaryContent: 'aGVsbG8=' },
      },
      volumes: {
        '/data': { source: '${resources.data}', readOnly: true },
        '/claim': { source: '${resources.data.claim}' },
        '/plain': { source: 'named-${metadata.name}' },
      },
    },
  },
  resources: { db: { type: 'postgres', params: { x: '${metadata.name}' } } },
};

const data = { claim: 'pvc', source: { emptyDir: {} } };
const lookups = {
  lookup: scoreLookup({
    metadata: { name: 'web', annotations: { 'key.com/a': 'note' } },
    resources: {
      db: { host: 'db.local', port: 5432, password: secretValue([password]) },
      cache: knownAfter(['redis.default#web.cache']),
      data,
    },
  }),
  volumeSource: (key: string) => ({ of: key, ...data }),
};

describe('workloadReferences', () => {
  it('finds the placeholders that resolve with the workload, with pointers into it', () => {
    expect(workloadReferences(workload).map(({ raw, pointer }) => `${pointer} ${raw}`)).toEqual([
      '/containers/main/variables/CACHE resources.cache.host',
      '/containers/main/variables/NOTE metadata.annotations.key\\.com/a',
      '/containers/main/variables/PORT resources.db.port',
      '/containers/main/variables/URL resources.db.password',
      '/containers/main/variables/URL resources.db.host',
      '/containers/main/variables/URL resources.db.port',
      '/containers/main/files/~1a/content metadata.name',
      '/containers/main/volumes/~1claim/source resources.data.claim',
      '/containers/main/volumes/~1data/source resources.data',
      '/containers/main/volumes/~1plain/source metadata.name',
    ]);
  });
});

describe('resolveWorkload', () => {
  it('resolves variables, contents and volume sources, and nothing else', () => {
    const before = JSON.stringify(workload);
    const { workload: resolved, errors } = resolveWorkload(workload, lookups);
    expect(errors).toEqual([]);
    expect(resolved).toEqual({
      ...workload,
      containers: {
        main: {
          image: '${metadata.name}',
          command: ['${metadata.name}'],
          args: ['$$x'],
          variables: {
            URL: { $secret: ['postgres://u:', password, '@db.local:5432'] },
            PORT: '5432',
            NOTE: 'note ${metadata.name}',
            CACHE: { $knownAfter: ['redis.default#web.cache'] },
          },
          files: {
            '/a': { content: 'hello web', mode: '0600' },
            '/raw': { content: '${metadata.name}', noExpand: true },
            '/bin': { binaryContent: 'aGVsbG8=' },
          },
          volumes: {
            '/data': { source: { of: 'data', ...data }, readOnly: true, resource: 'data' },
            '/claim': { source: 'pvc' },
            '/plain': { source: 'named-web' },
          },
        },
      },
    });
    expect(JSON.stringify(workload)).toBe(before);
  });

  it('collects every failing placeholder with a pointer into the workload', () => {
    const { errors } = resolveWorkload(
      {
        ...workload,
        containers: {
          main: {
            image: 'x',
            variables: { A: '${resources.db} ${nonsense}', B: '${metadata.gone}' },
            files: { '/f': { content: '${resources.none.x}' } },
            volumes: { '/v': { source: '${resources.db.none}' } },
          },
        },
      },
      lookups,
    );
    expect(errors.map(({ pointer, message }) => [pointer, message])).toEqual([
      [
        '/containers/main/variables/A',
        "invalid ref 'resources.db': at least one lookup key is required",
      ],
      [
        '/containers/main/variables/A',
        "invalid ref 'nonsense': unknown reference root, use $$ to escape the substitution",
      ],
      ['/containers/main/variables/B', "invalid ref 'metadata.gone': key 'gone' not found"],
      [
        '/containers/main/files/~1f/content',
        "invalid ref 'resources.none.x': no known resource 'none'",
      ],
      [
        '/containers/main/volumes/~1v/source',
        "invalid ref 'resources.db.none': key 'none' not found",
      ],
    ]);
  });
});

describe('scoreLookup', () => {
  it.each([
    ['metadata', 'requires at least a metadata key to lookup'],
    ['resources', 'requires at least a resource name to lookup'],
    ['resources.constructor.name', "no known resource 'constructor'"],
    ['metadata.toString', "key 'toString' not found"],
  ])('refuses %s', (raw, reason) => {
    expect(() => lookups.lookup(raw.split('.'), raw)).toThrow(`invalid ref '${raw}': ${reason}`);
  });
});
