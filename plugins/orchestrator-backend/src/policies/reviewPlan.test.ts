import type {
  PlanPolicy,
  PlanPolicySubject,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { Telemetry } from '../telemetry';
import { reviewPlan } from './reviewPlan';

const subject = { nodes: [{ node: 'a' }, { node: 'b' }] } as unknown as PlanPolicySubject;
const policy = (name: string, review: PlanPolicy['review'], timeLimit?: number): PlanPolicy => ({
  ...{ name, review, timeLimit },
});
const review = (policies: PlanPolicy[], signal = new AbortController().signal) =>
  reviewPlan({
    ...{ policies, subject, signal },
    telemetry: Telemetry.create(),
    tellable: text => text.replaceAll('s3cret', '***'),
  });

describe('asking policies', () => {
  it('collects what they found in an order that is always the same', async () => {
    const found = await review([
      policy('z', () => [{ severity: 'information', message: 'Fine.' }]),
      policy('m', async () => [
        { severity: 'denied', message: 'No.', node: 'b' as never },
        { severity: 'approval-needed', message: 'Ask.', node: 'a' as never, approvals: 2 },
      ]),
    ]);
    expect(found.map(each => [each.policy, each.node, each.severity])).toEqual([
      ['m', 'a', 'approval-needed'],
      ['m', 'b', 'denied'],
      ['z', undefined, 'information'],
    ]);
  });

  it.each<[string, PlanPolicy['review'], RegExp]>([
    [
      'throws',
      () => {
        throw new Error('the list of images is away.');
      },
      /the list of images is away\.$/,
    ],
    ['rejects with no error', () => Promise.reject('no'), /: no\.$/],
    ['never answers', () => new Promise(() => {}), /it did not answer within 50 ms\.$/],
    ['answers nothing', () => undefined as never, /its answer is wrong/],
    [
      'answers with a severity that nobody knows',
      () => [{ severity: 'mild', message: 'x' } as never],
      /its answer is wrong at \/0\/severity/,
    ],
    [
      'names a node that is none of the plan',
      () => [{ severity: 'denied', message: 'x', node: 'c' as never }],
      /names c, which is not in the scope/,
    ],
    [
      'tells a secret',
      () => {
        throw new Error('s3cret');
      },
      /: \*\*\*\.$/,
    ],
  ])('denies the plan when a policy %s', async (_what, ask, sentence) => {
    const good = policy('good', () => []);
    const [finding, ...rest] = await review([policy('bad', ask, 50), good]);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ policy: 'bad', severity: 'denied' });
    expect(finding.message).toMatch(/^The policy could not look at the plan, so nothing is let/);
    expect(finding.message).toMatch(sentence);
  });

  it('tells a policy to stop that takes too long', async () => {
    let told = false;
    const waits = policy(
      'waits',
      (_subject, { signal }) =>
        new Promise(() => signal.addEventListener('abort', () => (told = true))),
      20,
    );
    await review([waits]);
    expect(told).toBe(true);
  });

  it('ends with the deployment, and blames no policy then', async () => {
    const abort = new AbortController();
    const waits = policy('waits', () => new Promise(() => {}));
    const reviewing = review([waits], abort.signal);
    abort.abort(new Error('Cancelled.'));
    await expect(reviewing).rejects.toThrow('Cancelled.');
  });
});
