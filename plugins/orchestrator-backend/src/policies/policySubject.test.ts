import type { Plan } from '@tutti/planner';
import { policySubject } from './policySubject';

const plan = {
  nodes: [
    {
      node: 'workload.default#web',
      inScope: true,
      params: { containers: { b: { image: 'b:1' }, a: { image: 'a:1' }, c: {} } },
      inputs: { password: { $secret: { store: 's', key: 'k' } } },
    },
    { node: 'postgres.default#other', inScope: false, params: {}, inputs: {} },
  ],
} as unknown as Plan;
const options = {
  plan,
  deployment: { uid: 'u', number: 1, requestedBy: 'user:default/ana' },
  environment: { application: 'shop', applicationLabels: {}, labels: {} },
  now: '2026-11-20T00:00:00.000Z',
} as unknown as Parameters<typeof policySubject>[0];

describe('what policies see', () => {
  it('is what the deployment may touch, with the images of workloads', () => {
    const { nodes } = policySubject(options);
    expect(nodes.map(({ node, images }) => [node, images])).toEqual([
      ['workload.default#web', ['a:1', 'b:1']],
    ]);
  });

  it('is a copy that no policy can change', () => {
    const subject = policySubject(options);
    const inputs = subject.nodes[0].inputs as { password: { $secret: { key: string } } };
    expect(() => (inputs.password.$secret.key = 'other')).toThrow('read only');
    expect(() => (subject.nodes as unknown[]).push({})).toThrow('not extensible');
    expect(Object.isFrozen(plan.nodes[0])).toBe(false);
  });
});
