import { CommandLine } from './__testUtils__/CommandLine';

jest.setTimeout(120_000);

const definition = (address: string) => `# What it costs is in the wiki.
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: mailbox-any }
spec: { type: mailbox, driver: static, criteria: [{}], inputs: { address: ${address} } }
`;
const TYPE = `apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: mailbox }
spec:
  use: direct
  scope: workload
  outputs: { type: object, properties: { address: { type: string } } }
`;
const SCORE = `
apiVersion: score.dev/v1b1
metadata: { name: mail }
containers: { main: { image: "mail:1" } }
resources: { box: { type: mailbox } }
`;
const into = ['--application', 'shop', '--environment', 'dev'];
const NODE = 'mailbox.default#mail.box';

let tutti: CommandLine;
let saved: unknown;
beforeAll(async () => {
  // The definition before the type that it needs.
  const both = `${definition('one')}---\n${TYPE}`;
  tutti = await CommandLine.start({ 'both.yaml': both, 'score.yaml': SCORE });
  await tutti.ask('ana', 'application', 'create', 'shop');
  await tutti.ask(
    ...(['ana', 'environment', 'create', 'dev', '--application', 'shop'] as const),
    ...['--type', 'development'],
  );
  saved = await tutti.ask('ana', 'definition', 'save', 'both.yaml');
  await tutti.ask('ana', 'deployment', 'submit', 'score.yaml', ...into, '--wait');
});
afterAll(() => tutti?.stop());

async function statuses(): Promise<string[]> {
  const versions = await tutti.ask('ana', 'definition', 'versions', 'mailbox-any');
  return versions.map((each: { version: number; status: string }) => {
    return `${each.version} ${each.status}`;
  });
}

test('types are saved before the definitions that need them', () => {
  expect(saved).toMatchObject([
    { kind: 'ResourceType', name: 'mailbox' },
    { kind: 'ResourceDefinition', name: 'mailbox-any', version: 1, status: 'default' },
  ]);
});

test('a changed manifest is a new version, and versions are promoted, sorted out and restored', async () => {
  tutti.write('mailbox.yaml', definition('two'));
  await tutti.ask('ana', 'definition', 'save', 'mailbox.yaml');
  expect(await statuses()).toEqual(['2 default', '1 deprecated']);
  const reason = ['--reason', 'Two was wrong'];
  const promote = ['definition', 'promote', 'mailbox-any@1', ...reason];
  expect(await tutti.ask('ana', ...promote)).toMatchObject([
    { version: 1, status: 'default', changed: { by: 'user:default/ana', reason: 'Two was wrong' } },
  ]);
  await tutti.ask('ana', 'definition', 'defective', 'mailbox-any@2', ...reason);
  expect(await statuses()).toEqual(['2 defective', '1 default']);
  expect(await tutti.refusal('ana', 'definition', 'promote', 'mailbox-any@2')).toContain(
    'defective',
  );
  await tutti.ask('ana', 'definition', 'restore', 'mailbox-any@2');
  expect(await statuses()).toEqual(['2 proposed', '1 default']);
  await tutti.ask('ana', 'definition', 'archive', 'mailbox-any@2');
  expect(await statuses()).toEqual(['2 archived', '1 default']);
});

test('it is told who uses a definition, and which of its versions', async () => {
  const [resource] = await tutti.ask('ana', 'definition', 'usage', 'mailbox-any');
  expect(resource).toMatchObject({ node: NODE, definitionVersion: 1 });
  expect(await tutti.ask('ana', 'definition', 'usage', 'mailbox-any@2')).toEqual([]);
  const { stdout } = await tutti.run('ana', 'definition', 'get', 'mailbox-any');
  expect(stdout).toMatch(/mailbox-any +mailbox +static +1 +default +1 +api:/);
  const list = await tutti.ask('ana', 'definition', 'list', '--type', 'mailbox');
  expect(list).toMatchObject([{ name: 'mailbox-any', usage: 1 }]);
});

test('an impact that takes nothing away ends with 0, and one that does with 1', async () => {
  tutti.write('harmless.yaml', definition('three'));
  const harmless = await tutti.run('ana', 'definition', 'impact', 'harmless.yaml');
  expect(harmless.code).toBe(0);
  expect(harmless.stdout).toMatch(/shop\/dev +development +affected/);
  const removal = await tutti.run('ana', 'definition', 'impact', '--remove', 'mailbox-any');
  expect(removal.code).toBe(1);
  expect(removal.stdout).toMatch(/mailbox.default#mail.box +unchanged +blocked +yes/);
  const json = await tutti.run(
    ...(['ana', 'definition', 'impact', '--remove', 'mailbox-any', '-o', 'json'] as const),
  );
  expect(JSON.parse(json.stdout)).toMatchObject({ summary: { affected: 1 } });
  const promotion = ['definition', 'impact', '--promote', 'mailbox-any@99'];
  expect(await tutti.refusal('ana', ...promotion)).toContain('99');
  expect((await tutti.run('ana', 'definition', 'impact')).code).toBe(2);
});

test('an impact of files with errors names file and line', async () => {
  tutti.write('broken.yaml', definition('three').replace('driver: static', 'driver: statik'));
  const refusal = await tutti.refusal('ana', 'definition', 'impact', 'broken.yaml');
  expect(refusal).toContain('broken.yaml:5:');
  expect(refusal).toContain('Did you mean "static"?');
});

test('a manifest comes back as it was saved, and an older version by its content', async () => {
  const { stdout } = await tutti.run('ana', 'definition', 'manifest', 'mailbox-any');
  expect(stdout).toContain('# What it costs is in the wiki.');
  tutti.write('again.yaml', stdout);
  const before = await statuses();
  await tutti.run('ana', 'definition', 'save', 'again.yaml');
  expect(await statuses()).toEqual(before);
  const old = await tutti.run('ana', 'definition', 'manifest', 'mailbox-any@1');
  expect(old.stdout).toContain('address: one');
  expect(await tutti.refusal('ana', 'definition', 'manifest', 'absent')).toContain('"absent"');
});

test('a test is saved, run against what is in force and against files, and deleted', async () => {
  tutti.write(
    'test.yaml',
    `apiVersion: tutti.dev/v1alpha1
kind: DefinitionTest
metadata: { name: mail-comes }
spec:
  request: { type: queue }
  context: { application: shop }
  expect: { definition: queue-any }
`,
  );
  await tutti.ask('ana', 'definition', 'save', 'test.yaml');
  expect(await tutti.ask('ana', 'definition-test', 'list')).toMatchObject([{ name: 'mail-comes' }]);
  const passing = await tutti.run('ana', 'definition-test', 'run');
  expect(passing.code).toBe(0);
  expect(passing.stdout).toMatch(/mail-comes +passed +queue-any/);
  const special = definition('x').replaceAll('mailbox', 'queue').replace('queue-any', 'queue-shop');
  tutti.write('special.yaml', special.replace('[{}]', '[{ application: shop }]'));
  const failing = await tutti.run('ana', 'definition-test', 'run', 'special.yaml');
  expect(failing.code).toBe(1);
  expect(failing.stdout).toMatch(/mail-comes +failed +queue-shop/);
  expect(await tutti.refusal('gus', 'definition-test', 'delete', 'mail-comes')).toContain(
    'definition',
  );
  await tutti.ask('ana', 'definition-test', 'delete', 'mail-comes');
  expect(await tutti.ask('ana', 'definition-test', 'list')).toEqual([]);
});

test('a node is pinned, listed and let go', async () => {
  const set = ['pin', 'set', NODE, 'mailbox-any@1', ...into];
  const pin = await tutti.ask('ana', ...set);
  expect(pin).toMatchObject({ node: NODE, definition: 'mailbox-any', version: 1 });
  expect(await tutti.ask('ana', 'pin', 'list', '--application', 'shop')).toEqual([pin]);
  expect(await tutti.refusal('gus', ...set)).toContain('pin.write');
  expect(await tutti.refusal('gus', 'pin', 'remove', pin.uid)).toContain('pin.write');
  await tutti.ask('ana', 'pin', 'remove', pin.uid);
  expect(await tutti.ask('ana', 'pin', 'list')).toEqual([]);
  expect(await tutti.refusal('ana', 'pin', 'remove', pin.uid)).toContain('no pin');
  expect((await tutti.run('ana', 'pin', 'set', NODE, 'mailbox-any', ...into)).code).toBe(2);
  const absent = ['pin', 'set', NODE, 'mailbox-any@99', ...into];
  expect(await tutti.refusal('ana', ...absent)).toContain('99');
});

describe('saving', () => {
  test('stops at what is refused, and says where that is and what was saved before', async () => {
    const good = TYPE.replaceAll('mailbox', 'letter');
    const bad = definition('x').replaceAll('mailbox', 'letter').replace('static', 'statik');
    tutti.write('letter.yaml', `${bad}---\n${good}`);
    const refusal = await tutti.refusal('ana', 'definition', 'save', 'letter.yaml');
    expect(refusal).toContain(
      'The ResourceDefinition "letter-any" was refused; it begins at line 1 of letter.yaml.',
    );
    expect(refusal).toContain('Saved before it: letter.');
    expect(refusal).toContain('Did you mean "static"?');
    await tutti.ask('ana', 'resource-type', 'delete', 'letter');
  });

  test('sends nothing of files that cannot be read', async () => {
    tutti.write('unreadable.yaml', `${TYPE.replaceAll('mailbox', 'letter')}---\nkind: [`);
    const { code, stdout, stderr } = await tutti.run(
      'ana',
      'definition',
      'save',
      'unreadable.yaml',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Nothing was saved.');
    expect(await tutti.refusal('ana', 'resource-type', 'get', 'letter')).toContain('"letter"');
  });

  test('what a source declares is refused, and what nobody may', async () => {
    tutti.write('queue.yaml', definition('x').replaceAll('mailbox', 'queue'));
    expect(await tutti.refusal('ana', 'definition', 'save', 'queue.yaml')).toContain('read-only');
    expect(await tutti.refusal('ana', 'definition', 'delete', 'queue-any')).toContain('read-only');
    expect(await tutti.refusal('gus', 'definition', 'save', 'mailbox.yaml')).toContain(
      'definition.update',
    );
  });
});

test('a default is deprecated only once what that takes away is confirmed', async () => {
  const deprecate = ['definition', 'deprecate', 'mailbox-any@1'];
  const refusal = await tutti.refusal('ana', ...deprecate);
  expect(refusal).toContain(`  shop/dev ${NODE}: `);
  const [, uid] = /--confirm-impact (\S+)\.\n/.exec(refusal) ?? [];
  const confirmed = [...deprecate, '--confirm-impact', uid, '--reason', 'Mail is over'];
  expect(await tutti.ask('ana', ...confirmed)).toMatchObject({ status: 'deprecated' });
  expect(await tutti.refusal('ana', ...deprecate)).toContain('cannot become deprecated');
  await tutti.ask('ana', 'definition', 'promote', 'mailbox-any@1');
});

test('what takes something away is refused with its nodes, and done once that is confirmed', async () => {
  const remove = ['definition', 'delete', 'mailbox-any'];
  const refusal = await tutti.refusal('ana', ...remove);
  expect(refusal).toContain(`  shop/dev ${NODE}: `);
  const [, uid] = /--confirm-impact (\S+)\.\n/.exec(refusal) ?? [];
  expect(await tutti.refusal('ana', ...remove, '--confirm-impact', 'another')).toContain('another');
  await tutti.ask('ana', ...remove, '--confirm-impact', uid);
  expect(await tutti.ask('ana', 'definition', 'list', '--type', 'mailbox')).toEqual([]);
});

test('types, drivers and sources are shown', async () => {
  const type = await tutti.ask('gus', 'resource-type', 'get', 'queue');
  expect(type).toMatchObject({ name: 'queue', title: 'Queue' });
  const types = await tutti.ask('gus', 'resource-type', 'list');
  expect(types.map((each: { name: string }) => each.name)).toContain('queue');
  expect(await tutti.refusal('gus', 'resource-type', 'delete', 'queue')).toContain(
    'resource-type.write',
  );
  const environmentTypes = await tutti.run('gus', 'environment-type', 'list');
  expect(environmentTypes.stdout).toMatch(/development +10[^]*production +20 +no +1/);
  expect(await tutti.refusal('ana', 'environment-type', 'delete', 'production')).toContain(
    'read-only',
  );
  expect(await tutti.ask('gus', 'source', 'list')).toMatchObject([
    { name: 'platform', status: 'ok' },
    { name: 'api' },
  ]);
  const drivers = await tutti.run('gus', 'driver', 'list', '--output', 'json');
  tutti.write('drivers.json', drivers.stdout);
  const lint = ['definition', 'lint', 'platform', '--drivers', 'drivers.json'];
  expect((await tutti.run('gus', ...lint)).code).toBe(0);
});

test('it is explained what a request matches, and a request that matches nothing ends with 1', async () => {
  const explain = ['explain', 'queue', '--application', 'shop', '--environment', 'dev'];
  const { code, stdout } = await tutti.run('ana', ...explain);
  expect(code).toBe(0);
  expect(stdout).toMatch(/queue-any +class=default +yes +it wins/);
  const none = await tutti.run('ana', ...explain, '--class', 'huge');
  expect(none.code).toBe(1);
  expect(none.stdout).toContain('huge');
  const elsewhere = ['explain', 'queue', '--application', 'absent', '--environment', 'dev'];
  expect(await tutti.refusal('ana', ...elsewhere)).toContain('"absent"');
});
