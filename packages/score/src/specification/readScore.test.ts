import { formatProblem } from '../problems';
import { createSchemaValidator } from '../validation';
import { readScore, scoreSchema, type ReadScoreOptions } from './index';

const source = 'shop/web.yaml';

const valid = `apiVersion: score.dev/v1b1
metadata:
  name: web
containers:
  main:
    image: .
    variables:
      HOST: \${resources.db.host}
resources:
  db:
    type: postgres
`;

const problemsOf = (text: string, options: Partial<ReadScoreOptions> = {}) =>
  readScore(text, { source, ...options }).problems.map(formatProblem);

describe('readScore', () => {
  it('reads a valid file and knows where its parts stand', () => {
    const { files, problems } = readScore(valid, { source });
    expect(problems).toEqual([]);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      workload: { metadata: { name: 'web' }, containers: { main: { image: '.' } } },
      changes: [],
    });
    expect(files[0].document.locate('/containers/main/variables/HOST')).toEqual({
      line: 8,
      column: 7,
    });
  });

  it('collects the mistakes of schema and beyond in one run, in the order of the file', () => {
    const text = valid
      .replace('image: .', 'imgae: .')
      .replace('resources.db.host', 'resources.bd.host')
      .replace('type: postgres', 'type: [postgres]');
    expect(problemsOf(text)).toEqual([
      'shop/web.yaml:5:3 /containers/main: The property "image" is missing.',
      'shop/web.yaml:6:5 /containers/main/imgae: The property "imgae" is not known here. (Did you mean "image"?)',
      'shop/web.yaml:8:7 /containers/main/variables/HOST: The placeholder ${resources.bd.host} does not resolve to a resource, no resource with name "bd". (Did you mean "db"?)',
      'shop/web.yaml:11:5 /resources/db/type: This has to be a text, but is a list.',
    ]);
  });

  it('says each mistake once: a missing name is not reported by two checks', () => {
    expect(problemsOf(valid.replace('name: web', 'title: web'))).toEqual([
      'shop/web.yaml:2:1 /metadata: The property "name" is missing.',
    ]);
  });

  it('points into the list of a deprecated form that it has upgraded', () => {
    const text = `${valid.split('    variables')[0]}    files:
      - target: /etc/a
        content: [one, two]
      - target: /etc/b
        mode: 600
        content: x
`;
    expect(problemsOf(text)).toEqual([
      'shop/web.yaml:11:9 /containers/main/files/~1etc~1b/mode: This has to be a text, but is a number. (Put quotes around the value.)',
    ]);
    const { files } = readScore(text.replace('600', '"600"'), { source });
    expect(files[0].workload.containers.main.files).toEqual({
      '/etc/a': { content: 'one\ntwo' },
      '/etc/b': { mode: '600', content: 'x' },
    });
    expect(files[0].changes).toEqual([
      'containers.main.files.0.content: converted from array',
      'containers.main.files: migrated to object',
    ]);
    expect(files[0].document.locate('/containers/main/files/~1etc~1b/content')).toEqual({
      line: 12,
      column: 9,
    });
  });

  it('applies overrides before it validates, and says what comes from them', () => {
    const { files } = readScore(valid, {
      source,
      overrides: {
        containers: { main: { variables: { HOST: 'fixed' } } },
        resources: null as never,
      },
      overrideProperties: ['containers.main.args=[a]', 'containers.main.args.-1=b'],
    });
    expect(files[0].workload.containers.main).toEqual({
      image: '.',
      variables: { HOST: 'fixed' },
      args: ['a', 'b'],
    });
    expect(files[0].workload.resources).toBeUndefined();
    expect(problemsOf(valid, { overrides: { containers: { main: { args: 1 } } } })).toEqual([
      'shop/web.yaml /containers/main/args: This has to be a list, but is a number. (The value comes from an override.)',
    ]);
    expect(problemsOf(valid, { overrideProperties: ['containers.main.image.x=1'] })).toEqual([
      'shop/web.yaml:1:1: An override cannot be applied: containers: main: image: cannot set path in non-map/non-array. (Write path=value, with dots between the elements of the path and "\\." for a dot in one.)',
    ]);
  });

  it('sets images, and refuses one for a container that is not there', () => {
    const { files } = readScore(valid, { source, images: { '*': 'registry.example/web:1' } });
    expect(files[0].workload.containers.main.image).toBe('registry.example/web:1');
    expect(problemsOf(valid, { images: { mian: 'x' } })).toEqual([
      'shop/web.yaml:4:1 /containers: An image is given for the container "mian", which the workload does not have. (Did you mean "main"?)',
    ]);
  });

  it('reads several documents, the good ones beside the bad ones', () => {
    const text = `${valid}---\nkind: Deployment\n---\n${valid.replace('name: web', 'name: api')}`;
    const { files, problems } = readScore(text, { source });
    expect(files.map(file => file.workload.metadata.name)).toEqual(['web', 'api']);
    expect(files[1].document.locate('/metadata/name')).toEqual({ line: 17, column: 3 });
    expect(problems.every(problem => problem.line === 13)).toBe(true);
  });

  it('refuses a name that is used twice, and overrides that could mean either document', () => {
    const text = `${valid}---\n${valid}`;
    expect(problemsOf(text)).toEqual([
      'shop/web.yaml:15:3 /metadata/name: The workload name "web" is used more than once in this file. (Give each workload its own name.)',
    ]);
    expect(problemsOf(text, { images: { '*': 'x' } })).toEqual([
      'shop/web.yaml: Overrides and images need a file with one workload, but this one holds 2. (Split the file.)',
    ]);
  });

  it('says so when a file holds nothing', () => {
    expect(problemsOf('# later\n')).toEqual([
      'shop/web.yaml:1:1: The file holds no workload. (Begin with "apiVersion: score.dev/v1b1".)',
    ]);
  });

  it('keeps strangers from posing as a reference to a secret', () => {
    const text = valid.replace(
      'type: postgres',
      'type: postgres\n    params: { password: { $secret: [{ store: platform, key: other }] } }',
    );
    const { files, problems } = readScore(text, { source });
    expect(files).toEqual([]);
    expect(problems).toMatchObject([{ code: 'reserved-key', line: 12 }]);
  });
});

describe('scoreSchema', () => {
  it('takes files and volumes as maps and, for editors, as the deprecated lists', () => {
    const validate = createSchemaValidator(scoreSchema);
    const document = (files: object, volumes: object) =>
      JSON.parse(
        JSON.stringify({
          apiVersion: 'score.dev/v1b1',
          metadata: { name: 'web' },
          containers: { main: { image: 'x', files, volumes } },
        }),
      );
    expect(validate(document({ '/a': { content: 'x' } }, { '/v': { source: 'x' } }))).toEqual([]);
    expect(
      validate(document([{ target: '/a', content: 'x' }], [{ target: '/v', source: 'x' }])),
    ).toEqual([]);
    expect(validate(document({ '/a': { target: '/a', content: 'x' } }, {}))).not.toEqual([]);
  });
});
