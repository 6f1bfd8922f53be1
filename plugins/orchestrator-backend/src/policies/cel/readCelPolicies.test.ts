import { ConfigReader } from '@backstage/config';
import type {
  PlanPolicySubject,
  PolicyNode,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { NodeId } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import { readCelPolicies } from './readCelPolicies';

const read = (policy: JsonObject) =>
  readCelPolicies(
    new ConfigReader({
      platformOrchestrator: {
        policies: [{ name: 'rule', finding: 'denied', message: 'No.', ...policy }],
      },
    }),
  );

const node = (part: Partial<PolicyNode> = {}): PolicyNode => ({
  node: 'postgres.default#db' as NodeId,
  type: 'postgres',
  class: 'default',
  id: 'db',
  action: 'create',
  reason: 'It is not there.',
  stateful: true,
  shared: false,
  waitsForPerson: false,
  workloads: ['web'],
  images: [],
  params: {},
  inputs: {},
  differences: [],
  ...part,
});

const subject = (part: Partial<PlanPolicySubject> = {}): PlanPolicySubject => ({
  now: '2026-11-20T14:30:00.000Z', // a Friday, 15:30 in Berlin
  deployment: {
    ...{ uid: 'u', number: 3, kind: 'deploy', planOnly: false },
    requestedBy: 'user:default/ana',
  },
  application: { name: 'shop', labels: {} },
  environment: { uid: 'e', name: 'production', type: 'production', labels: { team: 'a' } },
  nodes: [node()],
  ...part,
});

/** Whether the policy finds something in each of the subjects. */
const finds = (policy: JsonObject, ...subjects: PlanPolicySubject[]) =>
  subjects.map(each => read(policy)[0].review(each).length > 0);

describe('policies of the configuration', () => {
  it('find nothing where none are configured', () => {
    expect(readCelPolicies(new ConfigReader({}))).toEqual([]);
  });

  it('say line and column of what is no expression', () => {
    expect(() => read({ when: 'true &&\n  nodes.size() >' })).toThrow(
      /platformOrchestrator\.policies\[0\]\.when is no condition in CEL: line 2, column 17: Unexpected token/,
    );
  });

  it.each([
    ['environment.typo == "x"', /line 1, column 13: No such key: typo/],
    ['nodes.exists(n,\n n.acton == "destroy")', /line 2, column 4: No such key: acton/],
    ['constructor', /Unknown variable: constructor/],
    ['environment.constructor != null', /No such key: constructor/],
    ['1 + 1', /gives int: write a condition/],
    ['node.stateful', /Unknown variable: node/],
    ['true || '.repeat(2_000), /has 16000 characters/],
    [Array.from({ length: 600 }, () => 'true').join('&&'), /AST/i],
  ])('refuse %.40p when the process starts', (when, message) => {
    expect(() => read({ when })).toThrow(message);
  });

  it.each([
    [{}, /needs either "when"/],
    [{ when: 'true', whenNode: 'true' }, /needs either "when"/],
    [{ when: 'true', finding: 'maybe' }, /finding is "maybe": write one of information/],
    [{ when: 'true', approvals: 2 }, /for the finding approval-needed only/],
    [{ when: 'true', finding: 'approval-needed', approvals: 0 }, /whole number from 1 to 20/],
  ])('refuse %p', (policy, message) => {
    expect(() => read(policy)).toThrow(message);
  });

  it('tell the node that a condition about nodes holds for', () => {
    const web = node({ node: 'workload.default#web' as NodeId, stateful: false });
    const [policy] = read({ whenNode: 'node.stateful', finding: 'approval-needed', approvals: 2 });
    expect(policy.review(subject({ nodes: [web, node()] }))).toEqual([
      { severity: 'approval-needed', message: 'No.', node: 'postgres.default#db', approvals: 2 },
    ]);
  });

  it('cannot be evaluated where something that they name is not there', () => {
    const [policy] = read({ when: 'nodes[0].inputs.size > 5' });
    expect(() => policy.review(subject())).toThrow('No such key: size');
    expect(
      finds({ when: 'nodes.exists(n, has(n.inputs.size) && n.inputs.size > 5)' }, subject()),
    ).toEqual([false]);
  });

  it.each([
    'nodes.exists(n, n.inputs.constructor != null)',
    'nodes.exists(n, n.inputs["__proto__"] != null)',
    'environment.labels["constructor"] != ""',
    'nodes.exists(n, n.params.toString != null)',
  ])('reach no prototype: %p', when => {
    const [policy] = read({ when });
    expect(() => policy.review(subject())).toThrow('No such key');
  });

  it.each([
    ['loops', 'nodes.all(a, nodes.all(b, nodes.all(c, nodes.all(d, a.stateful))))'],
    ['regular expressions', 'application.name.matches("^(a+)+$")'],
  ])('end after a second, %s too', (_what, when) => {
    const [policy] = read({ when });
    const nodes = Array.from({ length: 300 }, () => node());
    const application = { name: `${'a'.repeat(40)}b`, labels: {} };
    expect(() => policy.review(subject({ nodes, application }))).toThrow(
      'takes longer than 1000 ms',
    );
  });
});

/** The examples of docs/policies.md, word by word: `docs.test.ts` holds them together. */
describe('examples of policies', () => {
  const destroyed = subject({ nodes: [node({ action: 'destroy' })] });

  it('ask two people before something stateful is destroyed in production', () => {
    const [policy] = read({
      whenNode: `environment.type == "production" && node.stateful && node.action in ["destroy", "replace"]`,
      finding: 'approval-needed',
      approvals: 2,
    });
    expect(policy.review(destroyed)).toMatchObject([{ severity: 'approval-needed', approvals: 2 }]);
    const elsewhere = { ...destroyed.environment, type: 'development' };
    expect(policy.review(subject({ ...destroyed, environment: elsewhere }))).toEqual([]);
    expect(policy.review(subject())).toEqual([]);
  });

  it('ask when what is new costs more than it may', () => {
    const when = `sum(nodes.filter(n, n.action == "create" && has(n.inputs.monthlyCost)).map(n, n.inputs.monthlyCost)) > 500.0`;
    const costs = (...each: number[]) =>
      subject({ nodes: each.map(monthlyCost => node({ inputs: { monthlyCost } })) });
    expect(finds({ when }, costs(200, 300), costs(200, 300.5), subject())).toEqual([
      ...[false, true, false],
    ]);
  });

  it('deny images of other registries', () => {
    const whenNode = `node.action != "destroy" && !node.images.all(i, i.startsWith("registry.example.com/"))`;
    const runs = (...images: string[]) => subject({ nodes: [node({ images })] });
    expect(
      finds(
        { whenNode },
        runs('registry.example.com/shop:1'),
        runs('registry.example.com/shop:1', 'docker.io/nginx:1'),
        runs('registry.example.com.evil.org/shop:1'),
        subject(),
      ),
    ).toEqual([false, true, true, false]);
  });

  it('freeze production on Fridays from 15:00 in Berlin', () => {
    const when = `environment.type == "production" && now.getDayOfWeek("Europe/Berlin") == 5 && now.getHours("Europe/Berlin") >= 15`;
    const at = (now: string) => subject({ now });
    expect(
      finds(
        { when },
        at('2026-11-20T13:59:00Z'),
        at('2026-11-20T14:00:00Z'),
        at('2026-07-17T13:00:00Z'), // 15:00 in summer
        at('2026-11-21T14:30:00Z'),
        at('2026-11-20T23:30:00Z'), // Saturday in Berlin
      ),
    ).toEqual([false, true, true, false, false]);
  });
});
