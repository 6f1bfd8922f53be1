import { checkWorkload, createSchemaValidator, validateScore } from './index';
import type { JsonValue } from '../json';

/** A workload whose container `main` has these properties beside its image. */
function withContainer(container: object, rest: object = {}): JsonValue {
  return JSON.parse(
    JSON.stringify({
      apiVersion: 'score.dev/v1b1',
      metadata: { name: 'web' },
      containers: { main: { image: 'x', ...container } },
      ...rest,
    }),
  );
}

const explain = (document: JsonValue, options = {}) =>
  validateScore(document, options).map(({ pointer, message, hint }) =>
    [pointer, message, hint].filter(part => part !== undefined).join(' | '),
  );

describe('validateScore', () => {
  it('guesses what an unknown property was meant to be, else lists the known ones', () => {
    expect(explain(withContainer({ variabels: {}, limits: { cpu: '1' } }))).toEqual([
      '/containers/main/variabels | The property "variabels" is not known here. | Did you mean "variables"?',
      '/containers/main/limits | The property "limits" is not known here. | The properties known here are image, command, args, variables, files, volumes, before, resources, livenessProbe, readinessProbe.',
    ]);
    expect(
      explain(withContainer({ livenessProbe: { exec: { command: [], timeout: 1 } } })),
    ).toEqual([
      '/containers/main/livenessProbe/exec/timeout | The property "timeout" is not known here. | The only property known here is command.',
    ]);
  });

  it('says what a value has to be and what it is, with quotes as the cure for a number', () => {
    expect(
      explain(withContainer({ variables: { PORT: 8080, FLAG: true, NONE: null }, args: 'x' })),
    ).toEqual([
      '/containers/main/args | This has to be a list, but is a text.',
      '/containers/main/variables/PORT | This has to be a text, but is a number. | Put quotes around the value.',
      '/containers/main/variables/FLAG | This has to be a text, but is true. | Put quotes around the value.',
      '/containers/main/variables/NONE | This has to be a text, but is empty. | Give it a value, or remove it.',
    ]);
  });

  it('explains patterns in words, once for a value that breaks several rules', () => {
    expect(
      explain(
        withContainer(
          { resources: { limits: { memory: '0', cpu: '.5' } } },
          { resources: { A: { type: 'x' } } },
        ),
      ),
    ).toEqual([
      '/containers/main/resources/limits/memory | "0" is not allowed here: it has to be an amount above 0 with an optional unit K, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei, such as "128Mi".',
      '/containers/main/resources/limits/cpu | ".5" is not allowed here: it has to be a number of cores such as "0.5", or of thousandths such as "500m".',
      '/resources/A | The name "A" is not allowed: it has to be 2 to 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
      '/resources/A/type | "x" is not allowed here: it has to be 2 to 63 letters, digits and dashes, with a letter or digit at both ends.',
    ]);
  });

  it('says that a choice needs one of its members, without the noise of the others', () => {
    const files = { '/none': { mode: '0644' }, '/two': { content: 'x', source: 'y' } };
    expect(explain(withContainer({ files }))).toEqual([
      '/containers/main/files/~1none | This needs exactly one of content, binaryContent and source, but has none of them.',
      '/containers/main/files/~1two | This needs exactly one of content, binaryContent and source, but has more than one of them.',
    ]);
  });

  it('lists the allowed values of a closed set', () => {
    const httpGet = { path: '/', port: 70000, scheme: 'http' };
    expect(explain(withContainer({ readinessProbe: { httpGet } }))).toEqual([
      '/containers/main/readinessProbe/httpGet/port | 70000 is not allowed here: it has to be a whole number from 1 to 65535.',
      '/containers/main/readinessProbe/httpGet/scheme | This has to be "HTTP" or "HTTPS", but is "http". | Did you mean "HTTP"?',
    ]);
  });

  it('needs a container and the three roots, and takes no other', () => {
    expect(explain({ containers: {}, 'x-team': 'shop' })).toEqual([
      ' | The property "apiVersion" is missing.',
      ' | The property "metadata" is missing.',
      '/x-team | The property "x-team" is not known here. | The properties known here are apiVersion, metadata, service, containers, resources.',
      '/containers | This needs at least 1 entry.',
    ]);
    expect(explain([])).toEqual([' | This has to be a mapping, but is a list.']);
  });

  it('takes a probe without a handler only where score-go does', () => {
    const document = withContainer({ livenessProbe: {} });
    expect(explain(document)).toEqual([
      '/containers/main/livenessProbe | This needs at least one of httpGet and exec, but has none of them.',
    ]);
    expect(explain(document, { strict: false })).toEqual([]);
  });
});

describe('createSchemaValidator', () => {
  it('explains the errors of any schema, in the validator’s words where it is not described', () => {
    const validate = createSchemaValidator({
      type: 'object',
      properties: { list: { type: 'array', minItems: 2, uniqueItems: true } },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    });
    expect(validate({ list: [1, 1] }).map(({ pointer, message }) => [pointer, message])).toEqual([
      ['', 'The property "a" is missing.'],
      ['', 'The property "b" is missing.'],
      ['', 'This fits none of the forms that are allowed here.'],
      [
        '/list',
        'This value is not allowed here: it must NOT have duplicate items (items ## 0 and 1 are identical).',
      ],
    ]);
  });

  it('does not take inherited properties for given ones', () => {
    const validate = createSchemaValidator({ type: 'object', required: ['constructor'] });
    expect(validate({})).toHaveLength(1);
  });
});

describe('checkWorkload', () => {
  const messages = (document: JsonValue) =>
    checkWorkload(document).map(({ severity, pointer, message, hint }) =>
      [severity, pointer, message, hint].filter(part => part !== undefined).join(' | '),
    );

  it('accepts annotation keys with escaped dots, which score-go refuses', () => {
    const document = withContainer(
      { variables: { A: '${metadata.annotations.key\\.com/foo-bar}' } },
      { metadata: { name: 'web', annotations: { 'key.com/foo-bar': 'x' } } },
    );
    expect(messages(document)).toEqual([]);
  });

  it('guesses the resource that a placeholder meant', () => {
    const document = withContainer(
      { variables: { A: '${resources.databse.host} ${resource.database.host} ${HOME}' } },
      { resources: { database: { type: 'postgres' } } },
    );
    expect(messages(document)).toEqual([
      'error | /containers/main/variables/A | The placeholder ${resources.databse.host} does not resolve to a resource, no resource with name "databse". | Did you mean "database"?',
      'error | /containers/main/variables/A | The placeholder ${resource.database.host} has unsupported first element of "resource". | Did you mean "resources"?',
      'error | /containers/main/variables/A | The placeholder ${HOME} is malformed: it needs at least two elements with dots between them, each of letters, digits, "_" and "-". | Write $${HOME} to keep the text as it is; a dot within an element is written "\\.".',
    ]);
  });

  it('warns of a key that the metadata does not have', () => {
    const document = withContainer({ variables: { A: '${metadata.nmae}' } });
    expect(messages(document)).toEqual([
      'warning | /containers/main/variables/A | The placeholder ${metadata.nmae} does not resolve, the metadata has no key "nmae". | Did you mean "name"?',
    ]);
  });

  it('looks into params and volume sources, and not where nothing is replaced', () => {
    const document = withContainer(
      {
        image: '${a.b}',
        args: ['${a.b}'],
        files: { '/x': { content: '${a.b}', noExpand: true }, '/y': { binaryContent: 'eA==' } },
        volumes: { '/v': { source: '${resources.gone}' } },
      },
      { resources: { db: { type: 'dns', params: { a: [{ b: '${resources.constructor.x}' }] } } } },
    );
    expect(checkWorkload(document).map(finding => finding.pointer)).toEqual([
      '/containers/main/volumes/~1v/source',
      '/resources/db/params/a/0/b',
    ]);
  });

  it('refuses content that is no base64 before it is deployed', () => {
    const files = {
      '/good': { binaryContent: 'aGVsbG8=' },
      '/short': { binaryContent: 'aGVsbG8' },
      '/bad': { binaryContent: 'aGV$bG8=' },
    };
    expect(checkWorkload(withContainer({ files })).map(finding => finding.pointer)).toEqual([
      '/containers/main/files/~1bad/binaryContent',
      '/containers/main/files/~1short/binaryContent',
    ]);
  });

  it('names a cycle of containers in its order and keeps a long one short', () => {
    const before = (name: string) => ({ image: 'x', before: { [name]: { ready: 'started' } } });
    expect(
      messages({
        metadata: { name: 'web' },
        containers: { b: before('c'), c: before('a'), a: before('b') },
      }),
    ).toEqual([
      'error | /containers/a/before/b | The containers before relationships contain a cycle: "a" before "b" before "c" before "a". | Remove one of the entries.',
    ]);
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`c${index}`, before(`c${(index + 1) % 1000}`)]),
    );
    expect(messages({ metadata: { name: 'web' }, containers: many })[0].length).toBeLessThan(300);
  });

  it.each([null, 1, [], {}, { containers: { a: null, b: { files: [], before: 1 } } }])(
    'takes %j without a crash',
    document => {
      expect(checkWorkload(document as JsonValue)).toMatchObject([{ code: 'metadata' }]);
    },
  );
});
