import { nodeId, type Plan, type PlanAction, type PlanNode } from '@tutti/planner';
import { knownAfter, type JsonObject } from '@tutti/score';
import { approvalNeeded } from './approvalNeeded';
import { exceedsApproval } from './exceedsApproval';

function planOf(
  ...nodes: { id: string; action: PlanAction; inputs?: JsonObject; rest?: Partial<PlanNode> }[]
): Plan {
  return {
    nodes: nodes.map(({ id, action, inputs = {}, rest }) => ({
      node: nodeId({ type: 'cache', id }),
      action,
      inScope: true,
      inputs,
      params: {},
      waitsForPerson: false,
      ...rest,
    })),
  } as unknown as Plan;
}

describe('exceedsApproval', () => {
  it('covers the approved plan itself, and less', () => {
    const approved = planOf({ id: 'a', action: 'update', inputs: { size: 1 } });
    expect(exceedsApproval(approved, approved)).toBeUndefined();
    expect(exceedsApproval(approved, planOf({ id: 'a', action: 'unchanged' }))).toBeUndefined();
    expect(exceedsApproval(approved, planOf())).toBeUndefined();
  });

  it('covers values that were not known when it was approved, wherever they stand', () => {
    const approved = planOf({
      id: 'a',
      action: 'create',
      inputs: { list: [{ host: knownAfter(['x']) }], fixed: 1 },
    });
    const actual = planOf({
      id: 'a',
      action: 'create',
      inputs: { list: [{ host: 'h' }], fixed: 1 },
    });
    expect(exceedsApproval(approved, actual)).toBeUndefined();
  });

  it.each([
    ['a worse action', planOf({ id: 'a', action: 'replace', inputs: { size: 1 } })],
    ['a node that nobody saw', planOf({ id: 'b', action: 'create' })],
    ['another value', planOf({ id: 'a', action: 'update', inputs: { size: 2 } })],
    ['a value more', planOf({ id: 'a', action: 'update', inputs: { size: 1, more: 1 } })],
    ['a value less', planOf({ id: 'a', action: 'update', inputs: {} })],
  ])('does not cover %s', (_what, actual) => {
    const approved = planOf({ id: 'a', action: 'update', inputs: { size: 1 } });
    expect(exceedsApproval(approved, actual)).toEqual(expect.stringContaining('cache.default#'));
  });
});

describe('approvalNeeded', () => {
  const production = { name: 'production', approvals: { required: 2 } } as never;
  const waiting = { waitsForPerson: true };

  it('asks for what the environment type says, of whatever changes something', () => {
    expect(approvalNeeded(planOf({ id: 'a', action: 'create' }), production)).toEqual({
      required: 2,
      reason: 'Environments of type production ask for 2 approvals.',
    });
    expect(approvalNeeded(planOf({ id: 'a', action: 'unchanged' }), production)).toBeUndefined();
  });

  it('asks one person about a replacement that waits, in any environment', () => {
    expect(
      approvalNeeded(planOf({ id: 'a', action: 'replace', rest: waiting }), undefined),
    ).toEqual({
      required: 1,
      reason: 'cache.default#a would be replaced.',
    });
  });

  it('does not hold up a removal whose orphan a person decides about later', () => {
    expect(
      approvalNeeded(planOf({ id: 'a', action: 'retain', rest: waiting }), undefined),
    ).toBeUndefined();
  });
});
