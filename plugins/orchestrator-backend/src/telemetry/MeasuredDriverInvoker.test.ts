import {
  conflictError,
  type Driver,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { DriverInvoker } from '../execution/drivers/DriverInvoker';
import { Instruments } from './__testUtils__/Instruments';
import { MeasuredDriverInvoker } from './MeasuredDriverInvoker';

it('counts an invoker that throws before it has given a promise', async () => {
  const instruments = await Instruments.start();
  const inner: DriverInvoker = {
    invoke: () => {
      throw conflictError('There is no agent in this pool.', 'nobody');
    },
  };
  const { telemetry } = instruments;
  const invoker = MeasuredDriverInvoker.create({ inner, telemetry });
  const call = invoker.invoke({ id: 'far' } as Driver, 'apply', { node: 'a#b' } as DriverContext);
  await expect(call).rejects.toThrow('There is no agent');
  const errors = (await instruments.measured()).get('platform_orchestrator.driver.errors');
  await instruments.stop();
  expect(errors).toEqual([
    { attributes: { driver: 'far', operation: 'apply', class: 'conflict' }, value: 1 },
  ]);
});
