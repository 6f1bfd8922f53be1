import { nodeId } from '@tutti/planner';
import { NodeSchedule } from './NodeSchedule';
import { workThrough } from './workThrough';

const id = (name: string) => nodeId({ type: 'part', id: name });
const schedule = () =>
  NodeSchedule.create([
    { position: 0, node: id('a'), action: 'create', dependsOn: [] },
    { position: 1, node: id('b'), action: 'create', dependsOn: [] },
    { position: 2, node: id('c'), action: 'create', dependsOn: [id('b')] },
  ]);

it('begins nothing new after an error, waits for what is under way, and throws that error', async () => {
  const ended: number[] = [];
  const begun: number[] = [];
  const told: unknown[] = [];
  const work = workThrough({
    schedule: schedule(),
    take: async () => () => {},
    limitsOf: () => [{ key: 'driver', limit: 8 }],
    most: 8,
    onError: error => told.push(error),
    work: async position => {
      begun.push(position);
      if (position === 1) {
        throw new Error('the database is gone');
      }
      await new Promise(resolve => setTimeout(resolve, 30));
      ended.push(position);
    },
  });
  await expect(work).rejects.toThrow('the database is gone');
  expect(begun).toEqual([0, 1]);
  expect(ended).toEqual([0]);
  expect(told).toHaveLength(1);
});
