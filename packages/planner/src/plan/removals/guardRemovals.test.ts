import type { PlanArguments } from '../../model';
import {
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  manifest,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../../testUtils/scenario';
import { redeploy } from '../../testUtils/shop';
import { plan } from '../plan';

const LOOSE = 'deletion: { onRemoval: destroy, onEnvironmentDelete: destroy }';
const made = `driver: database\n  inputs: { database: "\${context.resource.name}" }\n  ${LOOSE}`;
const registry = registryOf(
  platform,
  manifest('ResourceType', 'store', 'stateful: true'),
  manifest('ResourceType', 'cache', 'stateful: false'),
  definition('store', `type: store\n  ${made}`),
  definition('cache', `type: cache\n  ${made}`),
  definition(
    'elsewhere',
    `type: store\n  criteria: [{ class: elsewhere }]\n  driver: static\n  ${LOOSE}`,
  ),
  definition(
    'kept',
    `type: store\n  criteria: [{ class: kept }]\n  driver: database\n  inputs: { database: kept }`,
  ),
);
const STORES = ['store.default#web.orders', 'store.default#web.photos'];

function webWith(...resources: string[]) {
  return workload('web', `resources: { ${resources.join(', ')} }`);
}

/** The guarded nodes after a workload was deployed with some resources, and then with others. */
function waiting(before: string[], after: string[]): string[] {
  const args = deployed(argumentsFor(registry, [webWith(...before)]));
  return redeploy(args, webWith(...after))
    .nodes.filter(node => node.action === 'destroy' && node.waitsForPerson)
    .map(node => node.node);
}

const orders = 'orders: { type: store }';
const photos = 'photos: { type: store }';

describe('the guard of stateful removals', () => {
  test('makes a deployment wait that would destroy several because they were left out', () => {
    expect(waiting([orders, photos], [])).toEqual(STORES);
    const args = deployed(argumentsFor(registry, [webWith(orders, photos)]));
    expect(nodeOf(redeploy(args, webWith()), STORES[0]).reason).toContain(
      'one of 2 stateful resources that this deployment would destroy only because nothing asks',
    );
  });

  test('counts what goes with a workload that is taken out', () => {
    const args = deployed(argumentsFor(registry, [webWith(orders, photos)]));
    const result = plan({ ...args, delta: deltaOf([], ['web']) });
    expect(STORES.map(node => nodeOf(result, node).waitsForPerson)).toEqual([true, true]);
    expect(nodeOf(result, 'workload#web').waitsForPerson).toBe(false);
  });

  test('lets one go, as its policy says', () => {
    expect(waiting([orders, photos], [photos])).toEqual([]);
  });

  test.each([
    ['what holds no data', 'sessions: { type: cache }, pages: { type: cache }'],
    ['what only refers to something of others', 'other: { type: store, class: elsewhere }'],
    ['what is kept for a person anyway', 'other: { type: store, class: kept }'],
  ])('does not count %s', (_, other) => {
    expect(waiting([orders, photos, other], [photos])).toEqual([]);
  });

  test('does not count what is left alone, because it belongs to a workload that is not named', () => {
    const both = [webWith(orders), workload('api', `resources: { ${photos} }`)];
    const first: PlanArguments = deployed(argumentsFor(registry, both));
    const result = redeploy(first, webWith());
    expect(nodeOf(result, STORES[0])).toMatchObject({ action: 'destroy', waitsForPerson: false });
    expect(nodeOf(result, 'store.default#api.photos')).toMatchObject({ action: 'unchanged' });
  });

  test.each([false, true])(
    'never holds up the deletion of an environment, asked for or expired (preview: %s)',
    preview => {
      const types = manifest('EnvironmentType', 'development', `{ order: 1, preview: ${preview} }`);
      const args = deployed(argumentsFor(registry, [webWith(orders, photos)]));
      const environmentTypes = registryOf(types).environmentTypes;
      const result = plan({
        ...args,
        kind: 'destroy',
        registry: { ...registry, environmentTypes },
        delta: deltaOf([], ['web']),
      });
      expect(STORES.map(node => nodeOf(result, node))).toEqual([
        expect.objectContaining({ action: 'destroy', waitsForPerson: false }),
        expect.objectContaining({ action: 'destroy', waitsForPerson: false }),
      ]);
    },
  );
});
