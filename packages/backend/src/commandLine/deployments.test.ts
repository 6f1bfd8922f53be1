import { CommandLine } from './__testUtils__/CommandLine';

jest.setTimeout(120_000);

const SCORE = `
apiVersion: score.dev/v1b1
metadata: { name: web }
containers:
  main: { image: ., variables: { QUEUE: "\${resources.jobs.address}" } }
resources:
  jobs: { type: queue }
`;

let tutti: CommandLine;
beforeAll(async () => {
  tutti = await CommandLine.start({
    'score.yaml': SCORE,
    'unmatched.yaml': SCORE.replace('{ type: queue }', '{ type: queue, class: huge }').replace(
      'name: web',
      'name: other',
    ),
    'wrong.yaml': SCORE.replace('jobs.address', 'job.address'),
  });
  await tutti.ask('ana', 'application', 'create', 'shop', '--title', 'Shop');
  for (const type of ['development', 'production']) {
    await tutti.ask('ana', 'environment', 'create', type, '--application', 'shop', '--type', type);
  }
});
afterAll(() => tutti?.stop());

const into = (environment: string) => ['--application', 'shop', '--environment', environment];
const submit = (environment: string, ...more: string[]) => [
  ...['deployment', 'submit', 'score.yaml', '--image', 'main=web:1', ...into(environment), ...more],
];

test('a deployment is followed to success, and everything about it can be looked up', async () => {
  const { code, stdout, stderr } = await tutti.run('ana', ...submit('development', '--wait'));
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/succeeded +web/);
  expect(stderr).toContain('info queue.default#web.jobs Done.');

  const [{ uid }] = await tutti.ask('ana', 'deployment', 'list', ...into('development'));
  expect(await tutti.ask('ana', 'deployment', 'get', uid)).toMatchObject({ status: 'succeeded' });
  expect((await tutti.ask('ana', 'deployment', 'plan', uid)).nodes).toHaveLength(2);
  expect((await tutti.ask('ana', 'deployment', 'log', uid)).at(-1).message).toContain('Succeeded');
  expect(await tutti.ask('ana', 'deployment', 'wait', uid)).toMatchObject({ status: 'succeeded' });
  const followed = await tutti.run('ana', 'deployment', 'log', uid, '--follow');
  expect(followed.stdout).toContain('Succeeded');

  const environment = await tutti.ask(
    ...(['ana', 'environment', 'get', 'development', '--application', 'shop'] as const),
  );
  expect(environment).toMatchObject({
    workloads: ['web'],
    workloadStatuses: [{ workload: 'web', images: { main: 'web:1' } }],
  });
  const resources = await tutti.ask('ana', 'resource', 'list', ...into('development'));
  expect(resources.map((each: { node: string }) => each.node)).toEqual([
    'queue.default#web.jobs',
    'workload#web',
  ]);
  const resource = await tutti.run('ana', 'resource', 'get', resources[0].uid);
  expect(resource.stdout).toContain('address: a-queue');
  expect(await tutti.refusal('ana', 'deployment', 'cancel', uid)).toContain('succeeded');
});

test('the plan alone shows what would be done, and changes nothing', async () => {
  const more = ['--plan-only', '--wait', '--remove', 'web'];
  const args = ['deployment', 'submit', ...into('development'), ...more];
  const before = await tutti.ask('ana', 'resource', 'list', ...into('development'));
  const { code, stdout } = await tutti.run('ana', ...args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/destroy +queue.default#web.jobs/);
  expect(await tutti.ask('ana', 'resource', 'list', ...into('development'))).toEqual(before);
});

test('a deployment that fails ends with 1, and says why', async () => {
  const { code, stdout, stderr } = await tutti.run(
    ...(['ana', 'deployment', 'submit', 'unmatched.yaml', '--image', 'x:1'] as const),
    ...[...into('development'), '--wait', '--output', 'json'],
  );
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'failed' });
  expect(stderr).toContain('No definition makes queue of class huge');
});

test('a file with errors is not sent', async () => {
  const { code, stderr } = await tutti.run(
    ...(['ana', 'deployment', 'submit', 'wrong.yaml', '--image', 'x:1'] as const),
    ...into('development'),
  );
  expect(code).toBe(1);
  expect(stderr).toContain('wrong.yaml:5:');
  expect(stderr).not.toContain('Deployment ');
});

test('the same idempotency key is the same deployment, and another content is refused', async () => {
  const key = ['--idempotency-key', 'pipeline-1'];
  const first = await tutti.ask('ana', ...submit('development', ...key));
  expect(await tutti.ask('ana', ...submit('development', ...key))).toMatchObject({
    uid: first.uid,
  });
  const other = await tutti.refusal('ana', ...submit('development', ...key, '--comment', 'Other'));
  expect(other).toContain('pipeline-1');
});

describe('where an environment asks for approval', () => {
  async function waiting(): Promise<{ uid: string; planHash: string }> {
    const more = ['--wait', '--timeout', '3', '--output', 'json'];
    const { code, stdout, stderr } = await tutti.run('ana', ...submit('production', ...more));
    expect(code).toBe(4);
    const deployment = JSON.parse(stdout);
    expect(deployment.status).toBe('awaiting-approval');
    expect(stderr).toContain(`tutti deployment approve|reject ${deployment.uid} --plan-hash`);
    return deployment;
  }

  test('another person approves the plan that was looked at, and nobody else', async () => {
    const { uid, planHash } = await waiting();
    const approve = ['deployment', 'approve', uid, '--plan-hash'];
    expect(await tutti.refusal('ana', ...approve, planHash)).toContain('your own request');
    expect(await tutti.refusal('gus', ...approve, planHash)).toContain('environment.approve');
    expect(await tutti.refusal('ben', ...approve, 'abc')).toContain('another plan');
    await tutti.ask('ben', ...approve, planHash, '--comment', 'Looks good');
    const { code, stderr } = await tutti.run('ana', 'deployment', 'wait', uid);
    expect(code).toBe(0);
    expect(stderr).toContain('Approved by user:default/ben: Looks good');
  });

  test('a plan is rejected without its hash, and waiting for it ends with 1', async () => {
    tutti.write('score.yaml', SCORE.replace('name: web', 'name: web-two'));
    const { uid } = await waiting();
    await tutti.ask('ben', 'deployment', 'reject', uid, '--comment', 'Not today');
    const { code, stderr } = await tutti.run('ana', 'deployment', 'wait', uid);
    expect(code).toBe(1);
    expect(stderr).toContain('Not today');
  });

  test('a deployment that waits is cancelled', async () => {
    tutti.write('score.yaml', SCORE.replace('name: web', 'name: web-three'));
    const { uid } = await waiting();
    expect(await tutti.refusal('gus', 'deployment', 'cancel', uid)).toContain('deploy');
    await tutti.ask('ana', 'deployment', 'cancel', uid);
    const { code, stdout } = await tutti.run('ana', 'deployment', 'wait', uid);
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('cancelled'),
    });
  });
});

test.each([
  ['get', 'no deployment'],
  ['plan', 'no deployment'],
  ['log', 'no deployment'],
  ['wait', 'no deployment'],
  ['cancel', 'no deployment'],
  ['approve', 'no deployment'],
])('deployment %s of one that is not there is refused', async (verb, sentence) => {
  expect(await tutti.refusal('ana', 'deployment', verb, 'absent')).toContain(sentence);
});

test('who may only look is told the permission that a submission takes', async () => {
  expect(await tutti.refusal('gus', ...submit('development'))).toContain(
    'platform-orchestrator.environment.deploy',
  );
});

test('applications and environments are listed, and refused twice or of an unknown type', async () => {
  expect(await tutti.ask('gus', 'application', 'get', 'shop')).toMatchObject({ title: 'Shop' });
  expect(await tutti.ask('gus', 'application', 'list')).toHaveLength(1);
  expect(await tutti.refusal('ana', 'application', 'get', 'absent')).toContain('"absent"');
  expect(await tutti.refusal('ana', 'application', 'create', 'shop')).toContain('"shop"');
  const create = ['environment', 'create', 'other', '--application', 'shop', '--type'];
  expect(await tutti.refusal('gus', ...create, 'development')).toContain('environment.create');
  expect(await tutti.refusal('ana', ...create, 'testing')).toContain(
    'choose one of development, production',
  );
  const list = await tutti.run('gus', 'environment', 'list', '--application', 'shop');
  expect(list.stdout).toMatch(/^NAME[^]*development +development +active/);
  const get = ['environment', 'get', 'absent', '--application', 'shop'];
  expect(await tutti.refusal('ana', ...get)).toContain('"absent"');
  expect(await tutti.refusal('ana', 'resource', 'get', 'absent')).toContain('"absent"');
});
