import fc from 'fast-check';
import { nodeId, type NodeId, type PlanAction } from '@tutti/planner';
import { NodeSchedule, type ScheduledNode } from './NodeSchedule';

const id = (name: string): NodeId => nodeId({ type: 'part', id: name });
const node = (
  position: number,
  name: string,
  needs: string[] = [],
  rest: Partial<ScheduledNode> = {},
): ScheduledNode => ({
  ...{ position, node: id(name), action: 'create' as PlanAction },
  dependsOn: needs.map(id),
  ...rest,
});

/** Works on everything that is ready at once; returns the rounds. */
function roundsOf(nodes: ScheduledNode[]): number[][] {
  const schedule = NodeSchedule.create(nodes);
  const rounds: number[][] = [];
  while (!schedule.isDone) {
    const ready = schedule.ready();
    ready.forEach(position => schedule.take(position));
    ready.forEach(position => schedule.end(position));
    rounds.push(ready);
  }
  return rounds;
}

describe('the order of work', () => {
  it('lets independent nodes go together, and what needs them after both', () => {
    const nodes = [node(0, 'a'), node(1, 'b'), node(2, 'c', ['a', 'b']), node(3, 'd', ['a'])];
    expect(roundsOf(nodes)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('does not wait for what is not part of it', () => {
    expect(roundsOf([node(0, 'a', ['made-long-ago'])])).toEqual([[0]]);
  });

  it('goes on with a branch while another one is under way', () => {
    const schedule = NodeSchedule.create([
      node(0, 'slow'),
      node(1, 'quick'),
      node(2, 'next', ['quick']),
    ]);
    schedule.take(0);
    schedule.take(1);
    schedule.end(1);
    expect(schedule.ready()).toEqual([2]);
  });

  it('destroys after all that is made and kept, consumers first', () => {
    const nodes = [
      node(0, 'new'),
      node(1, 'orphan', [], { action: 'retain' }),
      node(2, 'user', ['used'], { action: 'destroy' }),
      node(3, 'used', ['new'], { action: 'destroy' }),
    ];
    expect(roundsOf(nodes)).toEqual([[0], [1], [2], [3]]);
  });

  it('makes what takes the place of a moved node only once that is away', () => {
    const nodes = [node(0, 'a'), node(1, 'b', [], { action: 'move', movedFrom: id('a') })];
    expect(roundsOf(nodes)).toEqual([[1], [0]]);
  });

  it('does not end before its nodes, although some wait for each other', () => {
    const swap = [
      node(0, 'a', [], { action: 'move', movedFrom: id('b') }),
      node(1, 'b', [], { action: 'move', movedFrom: id('a') }),
    ];
    expect(roundsOf(swap)).toEqual([[0], [1]]);
  });

  it('works on every node once, none before what it needs, whatever the graph', () => {
    const graphs = fc
      .array(fc.record({ needs: fc.array(fc.nat(30)), gone: fc.boolean() }), { maxLength: 30 })
      .map(list =>
        list.map(({ needs, gone }, position) =>
          node(
            position,
            `${position}`,
            needs.filter(need => need < position).map(String),
            gone ? { action: 'destroy' } : {},
          ),
        ),
      );
    fc.assert(
      fc.property(graphs, nodes => {
        const order = roundsOf(nodes);
        const round = new Map(order.flatMap((each, index) => each.map(at => [at, index])));
        expect(order.flat().sort((left, right) => left - right)).toEqual(nodes.map((_, at) => at));
        for (const { position, dependsOn, action } of nodes) {
          for (const other of nodes.filter(each => dependsOn.includes(each.node))) {
            const [first, second] =
              action === 'destroy' && other.action === 'destroy'
                ? [position, other.position]
                : [other.position, position];
            const isFree = other.action === 'destroy' && action !== 'destroy';
            expect(isFree || round.get(first)! < round.get(second)!).toBe(true);
          }
        }
      }),
    );
  });
});
