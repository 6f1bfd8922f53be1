import { folderWith, root, runTutti } from '../__testUtils__/runTutti';

jest.setTimeout(60_000);

const folder = folderWith({
  'unmatched.yaml': `apiVersion: score.dev/v1b1
metadata: { name: web, annotations: { tutti.dev/profile: webb } }
containers: { main: { image: app } }
`,
  'bad.yaml': 'apiVersion: nothing',
});
const shop = (name: string) => `examples/shop/${name}/score.yaml`;
const run = (...args: string[]) => runTutti(['plan', ...args], { cwd: root });
const platform = ['--manifests', 'examples/platform'];

describe('tutti plan --local', () => {
  test('shows what would be made, in the order of work', async () => {
    const { code, stdout } = await run('--local', shop('orders-migrate'), ...platform);
    expect(code).toBe(0);
    const actions = stdout.split('\n').map(line => line.split(/ +/).slice(0, 3).join(' '));
    expect(actions).toEqual([
      'ACTION NODE DEFINITION',
      'create k8s-cluster.default#k8s-cluster cluster-test',
      'create postgres-server.default#postgres-server postgres-server-shared',
      'create k8s-namespace.default#k8s-namespace namespace',
      'create postgres.default#shop-orders postgres-development',
      'create workload#orders-migrate profile-job',
      'create k8s-delivery.default#k8s-cluster delivery-git',
      '',
    ]);
  });

  test('matches in the context that is given', async () => {
    const { code, stdout } = await run(
      ...['--local', shop('orders-migrate'), ...platform, '--environment-type', 'production'],
      ...['--application', 'shop', '--environment', 'live', '-o', 'json'],
    );
    expect(code).toBe(0);
    const { nodes } = JSON.parse(stdout);
    const database = nodes.find((node: { type: string }) => node.type === 'postgres');
    expect(database).toMatchObject({ definition: 'postgres-production', action: 'create' });
    expect(database.context.environment).toMatchObject({ id: 'live', type: 'production' });
  });

  test('gives the same plan, byte for byte, each time', async () => {
    const args = ['--local', shop('storefront'), ...platform, '-o', 'yaml'];
    expect((await run(...args)).stdout).toBe((await run(...args)).stdout);
  });

  test('ends with 1 and explains when a plan cannot be carried out', async () => {
    const { code, stdout, stderr } = await run('--local', `${folder}/unmatched.yaml`, ...platform);
    expect(code).toBe(1);
    expect(stdout).toContain('blocked');
    expect(stderr).toContain('No definition makes workload of class webb');
  });

  test('plans nothing when a file has errors', async () => {
    const { code, stdout, stderr } = await run('--local', `${folder}/bad.yaml`, ...platform);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Nothing was planned');
  });

  test('ends with 2 when it is not said where to plan, or a pair is none', async () => {
    expect((await run(shop('storefront'), ...platform)).code).toBe(2);
    const { code, stderr } = await run('--local', shop('storefront'), ...platform, '--value', 'x');
    expect(code).toBe(2);
    expect(stderr).toContain('name=value');
  });
});
