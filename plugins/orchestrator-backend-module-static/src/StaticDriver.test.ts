import { randomUUID } from 'node:crypto';
import {
  createDriverContext,
  describeDriverConformance,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import { StaticDriver } from './StaticDriver';

describe('StaticDriver', () => {
  describeDriverConformance({
    createDriver: () => StaticDriver.create(),
    createRequest: () => ({ inputs: { host: randomUUID(), port: 80, nested: { list: [1, 2] } } }),
    changeRequest: request => ({ ...request, inputs: { host: 'another', nested: { list: [1] } } }),
  });

  it('hands out its inputs, a secret as the mark that it arrives as', async () => {
    const inputs = {
      host: 'db.internal',
      password: { $secret: [{ store: 'platform', key: 'postgres/dev' }] },
    };
    const result = await StaticDriver.create().apply(createDriverContext({ inputs }));
    expect(result.outputs).toEqual(inputs);
  });

  it('plans a changed value as an update that names the field', async () => {
    const driver = StaticDriver.create();
    const { state } = await driver.apply(createDriverContext({ inputs: { host: 'a', port: 80 } }));
    const plan = await driver.plan(createDriverContext({ inputs: { host: 'b', port: 80 }, state }));
    expect(plan).toEqual({
      action: 'update',
      differences: [{ path: '/inputs/host', before: 'a', after: 'b' }],
    });
  });
});
