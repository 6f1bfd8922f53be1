import type { Problem } from '@tutti/score';
import { definition, drivers, manifest } from '../testUtils/scenario';
import { checkManifests } from './checkManifests';
import { readManifests } from './readManifests';

const types = [
  manifest('EnvironmentType', 'development', 'order: 10'),
  manifest('EnvironmentType', 'production', 'order: 30'),
  manifest(
    'ResourceType',
    'postgres',
    'stateful: true\n  params: { properties: { version: { type: string } } }\n  outputs: { required: [host, password], properties: { host: { type: string }, password: { type: string, secret: true } } }',
  ),
  manifest(
    'ResourceType',
    'server',
    'scope: environment\n  outputs: { properties: { host: { type: string }, port: { type: integer }, password: { type: string, secret: true } } }',
  ),
].join('\n');

function check(...texts: string[]): { problems: Problem[]; bad: string[] } {
  const { manifests, problems } = readManifests([types, ...texts].join('\n'), { source: 'm.yaml' });
  expect(problems).toEqual([]);
  const checked = checkManifests(manifests, { drivers });
  return { problems: checked.problems, bad: [...checked.bad].sort() };
}

/** Each problem as `pointer message`, and its hint when there is one. */
function found(...texts: string[]): string[] {
  return check(...texts).problems.map(
    ({ pointer, message, hint }) => `${pointer} ${message}${hint ? ` ${hint}` : ''}`,
  );
}

const database = (spec: string) => definition('d', `type: postgres\n  driver: database\n${spec}`);

test('good manifests have no problems', () => {
  expect(
    check(
      database(`  params: { version: { default: "16" } }
  dependencies: { server: { type: server } }
  inputs: { server: { host: "\${resources.server.host}" }, database: "\${context.resource.name}-\${params.version}" }
  secrets: { password: { store: platform, key: postgres/dev } }
  outputs: { host: "\${driver.host}", password: "\${driver.password}" }
  catalog: { title: "Database of \${context.resource.id}" }`),
    ),
  ).toEqual({ problems: [], bad: [] });
});

test('two manifests of one name are both left out, each naming the place of the other', () => {
  const { problems, bad } = check(
    definition('d', 'type: server\n  driver: static\n  criteria: []'),
    definition('d', 'type: server\n  driver: static\n  criteria: []'),
  );
  expect(bad).toEqual(['ResourceDefinition/d']);
  expect(problems.map(problem => problem.message)).toEqual([
    expect.stringMatching(/another ResourceDefinition of the name "d", in m\.yaml:\d+\./),
    expect.stringMatching(/another ResourceDefinition/),
  ]);
});

test('equal criteria are refused however they are written, and other types may have the same', () => {
  const first = definition(
    'first',
    'type: server\n  driver: static\n  criteria: [{ environmentType: [development, production] }]',
  );
  const second = definition(
    'second',
    'type: server\n  driver: static\n  criteria: [{ class: default, environmentType: production }]',
  );
  const other = definition(
    'other',
    'type: k8s-cluster\n  driver: static\n  criteria: [{ environmentType: production }]',
  );
  const { problems, bad } = check(first, second, other);
  expect(bad).toEqual(['ResourceDefinition/first', 'ResourceDefinition/second']);
  expect(problems.map(problem => problem.pointer)).toEqual([
    '/spec/criteria/0',
    '/spec/criteria/0',
  ]);
  expect(problems[0].message).toContain('definition second (m.yaml:');
});

test('what does not exist is reported with what there is instead', () => {
  expect(
    found(
      definition(
        'd',
        'type: postgrse\n  driver: terafform\n  criteria: [{ environmentType: [develpment] }]\n  dependencies: { s: { type: sever } }',
      ),
    ),
  ).toEqual([
    expect.stringMatching(
      /^\/spec\/type There is no resource type "postgrse"\. Did you mean "postgres"\?/,
    ),
    expect.stringMatching(
      /^\/spec\/driver There is no driver "terafform"\. Did you mean "terraform"\?/,
    ),
    expect.stringMatching(
      /^\/spec\/criteria\/0\/environmentType\/0 There is no environment type "develpment"\. Did you mean "development"\?/,
    ),
    expect.stringMatching(
      /^\/spec\/dependencies\/s\/type There is no resource type "sever"\. Did you mean "server"\?/,
    ),
  ]);
});

test('placeholders must lead somewhere', () => {
  const messages = found(
    database(`  dependencies: { server: { type: server } }
  inputs:
    database: "\${context.resource.nam}"
    server: { a: "\${resources.sever.host}", b: "\${resources.server.hosst}", c: "\${params.size}", d: "\${driver.x}", e: "\${collected.x}" }
  outputs: { host: "\${resources.server.host}", password: "\${driver.password}" }`),
  );
  expect(messages).toEqual([
    expect.stringMatching(
      /^\/spec\/inputs\/database .*context\.resource has no "nam"\. Did you mean "name"\?/,
    ),
    expect.stringMatching(
      /^\/spec\/inputs\/server\/a .*no dependency has the alias "sever"\. Did you mean "server"\?/,
    ),
    expect.stringMatching(
      /^\/spec\/inputs\/server\/b .*type server has no output "hosst"\. Did you mean "host"\?/,
    ),
    expect.stringMatching(/^\/spec\/inputs\/server\/c .*type postgres has no param "size"/),
    expect.stringMatching(/^\/spec\/inputs\/server\/d .*the root "driver" cannot be used here/),
    expect.stringMatching(/^\/spec\/inputs\/server\/e .*nothing is collected/),
    expect.stringMatching(/^\/spec\/outputs\/host .*the root "resources" cannot be used here/),
  ]);
});

test('secrets may go only where the driver takes them, and none is written into a manifest', () => {
  expect(
    found(
      database(
        '  dependencies: { server: { type: server } }\n  inputs: { database: "\${resources.server.password}" }',
      ),
    ),
  ).toEqual([
    expect.stringMatching(
      /^\/spec\/inputs\/database .*brings a secret to \/database.*Secrets may go to: password\./,
    ),
  ]);
  expect(
    found(
      database(
        '  dependencies: { server: { type: server } }\n  inputs: { database: x, server: "\${resources.server}" }',
      ),
    ),
  ).toEqual([expect.stringContaining('brings a secret to /server/password')]);
  expect(found(database('  inputs: { database: x, password: hunter2 }'))).toEqual([
    expect.stringMatching(/^\/spec\/inputs\/password .*must not be written into a manifest/),
  ]);
  expect(
    found(database('  inputs: { database: x }\n  secrets: { pasword: { store: s, key: k } }')),
  ).toEqual([
    expect.stringMatching(
      /^\/spec\/secrets\/pasword .*takes no secret "pasword".*Did you mean "password"\?/,
    ),
  ]);
});

test('inputs that the driver refuses are refused when they are saved', () => {
  expect(found(database('  inputs: { size: big }'))).toEqual([
    expect.stringMatching(
      /^\/spec\/inputs Driver database refuses the inputs: The key "database" is missing\./,
    ),
    expect.stringMatching(/^\/spec\/inputs\/size .*must be of type integer/),
  ]);
  expect(
    found(
      database(
        '  dependencies: { server: { type: server } }\n  inputs: { database: "\${resources.server.port}" }',
      ),
    ),
  ).toEqual([expect.stringMatching(/is of type integer, and driver database takes string here/)]);
});

test('an output mapping gives what the type promises, and hides what is secret', () => {
  expect(
    found(
      database(
        '  inputs: { database: x }\n  outputs: { hots: "\${driver.host}", password: literal }',
      ),
    ),
  ).toEqual([
    expect.stringContaining('promises the output "host", which is not mapped'),
    expect.stringMatching(/Type postgres has no output "hots"\..*Known are: host, password\./),
    expect.stringContaining('Output "password" is a secret and must not be written'),
  ]);
});

test('a provision that would make one node of many is refused', () => {
  expect(
    found(database('  inputs: { database: x }\n  provisions: [{ type: postgres, id: audit }]')),
  ).toEqual([
    expect.stringMatching(/^\/spec\/provisions\/0\/id .*the same for every postgres.*merge: true/),
  ]);
  expect(
    found(
      database(
        '  inputs: { database: x }\n  provisions: [{ type: postgres, id: audit, merge: true }]',
      ),
    ),
  ).toEqual([]);
});

test('params that a definition narrows must be those of the type, and defaults must fit', () => {
  expect(
    found(
      database(
        '  inputs: { database: x }\n  params: { size: { default: 1 }, version: { default: 16 } }',
      ),
    ),
  ).toEqual([
    expect.stringMatching(/^\/spec\/params\/size Type postgres has no param "size"/),
    expect.stringMatching(/^\/spec\/params\/version\/default .*must be of type string/),
  ]);
});

test('a resource type whose schema is none is refused', () => {
  expect(
    found(manifest('ResourceType', 'odd', 'params: { properties: { a: { type: strin } } }'))[0],
  ).toMatch(/^\/spec\/params.* are no JSON Schema/);
});

test.each(['ledger', 'values'])(
  'a definition takes no secret of another environment out of the store %s',
  store => {
    const [problem] = found(
      database(`  inputs: { database: x }\n  secrets: { password: { store: ${store}, key: uid } }`),
    );
    expect(problem).toContain(
      `/spec/secrets/password/store The secrets of the store "${store}" belong to environments`,
    );
  },
);

describe('shared values', () => {
  const handedOn = (spec: string) => definition('d', `type: server\n  driver: static\n${spec}`);

  test('may be all inputs, with some that the definition falls back on', () => {
    expect(
      found(handedOn('  values: { host: "${context.environment.id}" }\n  inputs: "${values}"')),
    ).toEqual([]);
  });

  test.each(['"${context.application.labels}"', '"x-${values}"', '"${values.host}"', '""'])(
    'are the only text that stands for inputs, not %s',
    inputs => {
      expect(found(handedOn(`  inputs: ${inputs}`))).toEqual([
        expect.stringMatching(/^\/spec\/inputs .*the only text that stands for inputs is/),
      ]);
    },
  );

  test('are not mixed with secrets, and fall back on nothing that is made later', () => {
    expect(
      found(
        handedOn(
          '  values: { host: "${resources.server.host}" }\n  inputs: "${values}"\n  secrets: { password: { store: platform, key: k } }',
        ),
      ),
    ).toEqual(
      expect.arrayContaining([
        expect.stringContaining('/spec/secrets Secrets cannot come beside inputs'),
        expect.stringContaining('/spec/values/host ${resources.server.host} leads nowhere'),
      ]),
    );
  });
});

test('a name that thousands of manifests have is refused in each of them, naming a few of the others', () => {
  const same = definition('same', 'type: k8s-cluster\n  driver: static').repeat(900);
  const { manifests } = readManifests(same, { source: 'copied.yaml' });
  const { problems } = checkManifests(manifests, { drivers });
  const clashes = problems.filter(problem => problem.code === 'duplicate-name');
  expect(clashes[5].message).toMatch(
    /in copied.yaml:\d+ and in copied.yaml:\d+ and in copied.yaml:\d+ and in 896 more\.$/,
  );
  const equal = problems.filter(problem => problem.code === 'equal-criteria');
  expect(Math.max(...[...clashes, ...equal].map(each => each.message.length))).toBeLessThan(400);
});

test('a pattern that could keep a process busy for ever is refused at its line, with what to write instead', () => {
  const type = (pattern: string) =>
    manifest(
      'ResourceType',
      'topic',
      `\n    params: { type: object, properties: { name: { type: string, pattern: '${pattern}' } } }`,
    );
  expect(check(type('^(a+)+$')).problems).toEqual([]);
  expect(check(type('^(?!internal-).+$')).problems).toEqual([
    expect.objectContaining({
      ...{ source: 'm.yaml', pointer: '/spec/params/properties/name/pattern', line: 38 },
      message: expect.stringMatching(
        /looks ahead or behind.*use several schemas under allOf, or not/,
      ),
    }),
  ]);
  expect(
    found(
      type('^.*$'),
      definition(
        'topic',
        "type: topic\n  driver: static\n  params: { name: { pattern: '(.)\\1' } }\n  inputs: { name: '${params.name}' }",
      ),
    ),
  ).toEqual([
    expect.stringMatching(/^\/spec\/params\/name\/pattern .*refers back to a group.*write out/),
  ]);
});
