import type { ResourceTypeSpec } from '@tutti/planner';
import { parse } from 'yaml';
import { scoreExample } from './scoreExample';

const type: ResourceTypeSpec = {
  ...{ name: 'my-queue', use: 'direct', scope: 'workload', stateful: false },
  params: {
    type: 'object',
    required: ['size'],
    properties: { size: { type: 'integer' }, color: { type: 'string' } },
  },
  outputs: { type: 'object', properties: { host: { type: 'string' } } },
};

describe('the example of a type that brings none', () => {
  it('asks for what has to be asked, and shows every output in use', () => {
    const file = parse(scoreExample(type).score);
    expect(file.resources.it).toEqual({ type: 'my-queue', params: { size: '<integer>' } });
    expect(file.containers.main.variables).toEqual({ MY_QUEUE_HOST: '${resources.it.host}' });
  });
});
