import { randomUUID } from 'node:crypto';
import {
  createDriverContext,
  describeDriverConformance,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import type { JsonObject, SecretValue } from '@tutti/score';
import { StaticDriver, type StaticState } from './StaticDriver';

const made = {
  ...{ driver: 'postgres-database', definition: 'orders', definitionVersion: 1 },
  externalId: 'postgres://pg:5432/orders',
};

describe('StaticDriver', () => {
  describeDriverConformance({
    createDriver: () => StaticDriver.create(),
    createRequest: () => ({ inputs: { host: randomUUID(), port: 80, nested: { list: [1, 2] } } }),
    changeRequest: request => ({ ...request, inputs: { host: 'another', nested: { list: [1] } } }),
    createAdoptable: () => {
      const outputs = { host: randomUUID(), nested: { list: [1, 2] } };
      return { inputs: { ...outputs, port: 80 }, adopting: { ...made, outputs } };
    },
  });

  it('hands out its inputs, a secret as the mark that it arrives as', async () => {
    const inputs = {
      host: 'db.internal',
      password: { $secret: [{ store: 'platform', key: 'postgres/dev' }] },
    };
    const result = await StaticDriver.create().apply(createDriverContext({ inputs }));
    expect(result.outputs).toEqual(inputs);
  });

  describe('when it is to hand out what another driver made', () => {
    const mark = (store: string) => ({ $secret: [{ store, key: 'orders' }] });
    const context = (inputs: JsonObject, digests: Record<string, string> = {}) => ({
      ...createDriverContext<JsonObject, StaticState>({ inputs }),
      adopting: { ...made, outputs: { host: 'pg', password: mark('ledger') } },
      fingerprintSecret: async ({ $secret: [part] }: SecretValue) =>
        digests[typeof part === 'string' ? part : part.store],
    });

    it('compares secrets by what they are, and not by where they are stored', async () => {
      const inputs = { host: 'pg', password: mark('platform') };
      const same = context(inputs, { ledger: 'one', platform: 'one' });
      const other = context(inputs, { ledger: 'one', platform: 'two' });
      const driver = StaticDriver.create();
      expect((await driver.plan(same)).differences).toEqual([]);
      expect((await driver.plan(other)).differences).toEqual([
        { path: '/outputs/password', before: mark('ledger'), after: mark('platform') },
      ]);
    });

    it('keeps the name that the thing had, so that its driver can have it back', async () => {
      const inputs = { host: 'pg', password: mark('ledger') };
      const result = await StaticDriver.create().adopt(context(inputs));
      expect(result).toMatchObject({ outputs: inputs, externalId: made.externalId });
    });

    it('names each output that it would not hand out, or hand out otherwise', async () => {
      const plan = await StaticDriver.create().plan(context({ host: 'elsewhere' }));
      expect(plan.differences).toEqual([
        { path: '/outputs/host', before: 'pg', after: 'elsewhere' },
        { path: '/outputs/password', before: mark('ledger') },
      ]);
    });
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
