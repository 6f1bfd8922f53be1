import type { DeletionPolicy, NodeId, PlanArguments } from '../../model';
import {
  actionsOf,
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  ledgerAfter,
  manifest,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../../testUtils/scenario';
import { redeploy } from '../../testUtils/shop';
import { plan } from '../plan';

const STORE = 'store.default#web.data';
const DELIVERY = 'k8s-delivery.default#k8s-cluster';
const data = 'resources: { data: { type: store } }';

/** What was deployed: a workload with something stateful that is made of manifests, and another workload. */
function started(deletion: Partial<DeletionPolicy> = {}): PlanArguments {
  const registry = registryOf(
    platform,
    manifest('ResourceType', 'store', 'stateful: true'),
    definition(
      'store',
      `type: store
  driver: manifests
  dependencies: { cluster: { type: k8s-cluster } }
  deletion: ${JSON.stringify(deletion)}`,
    ),
  );
  return deployed(argumentsFor(registry, [workload('web', data), workload('api')]));
}

function after(args: PlanArguments, change: Partial<PlanArguments>): PlanArguments {
  const result = plan({ ...args, ...change });
  return { ...args, base: result.set, ledger: ledgerAfter(result, args.ledger) };
}

describe('manifests of what is left behind', () => {
  test('are delivered until somebody lets it go, and nothing is planned for that', () => {
    const args = started();
    const left = redeploy(args, workload('web'));
    expect(nodeOf(left, STORE)).toMatchObject({ action: 'retain', waitsForPerson: true });
    expect(nodeOf(left, DELIVERY).dependsOn).toContain(STORE);
    const then = after(args, { delta: deltaOf([workload('web')]) });
    const again = redeploy(then, workload('web'));
    expect(Object.values(actionsOf(again)).filter(each => each !== 'unchanged')).toEqual([]);
    expect(nodeOf(again, DELIVERY).dependsOn).toContain(STORE);
  });

  test('go when a person lets it go: the delivery first, then the thing', () => {
    const then = after(started(), { delta: deltaOf([workload('web')]) });
    const { uid } = then.ledger.find(row => row.node === STORE)!;
    const result = plan({ ...then, kind: 'destroy', delta: deltaOf([]), destroyRows: [uid] });
    expect(Object.entries(actionsOf(result))).toEqual([
      [DELIVERY, 'update'],
      [STORE, 'destroy'],
    ]);
    expect(nodeOf(result, DELIVERY).dependsOn).not.toContain(STORE);
  });

  test('go at once where its policy destroys it', () => {
    const left = redeploy(started({ onRemoval: 'destroy' }), workload('web'));
    expect(actionsOf(left)).toMatchObject({ [STORE]: 'destroy', [DELIVERY]: 'update' });
    expect(nodeOf(left, DELIVERY).dependsOn).not.toContain(STORE);
  });

  test.each([
    ['the last workload goes', 'deploy' as const, {}],
    ['the environment is deleted', 'destroy' as const, { onEnvironmentDelete: 'retain' as const }],
  ])('keep their delivery and its cluster when %s', (_, kind, deletion) => {
    const args = started(deletion);
    const change = { kind, delta: deltaOf([], ['web', 'api']) };
    const result = plan({ ...args, ...change });
    expect(actionsOf(result)).toMatchObject({
      ...{ [STORE]: 'retain', [DELIVERY]: 'update', 'workload#web': 'destroy' },
    });
    expect(nodeOf(result, DELIVERY).dependsOn).toEqual(['k8s-cluster.default#k8s-cluster', STORE]);
    const then = after(args, change);
    expect(then.ledger.map(row => row.node)).toEqual(
      expect.arrayContaining([DELIVERY, STORE, 'k8s-cluster.default#k8s-cluster'] as NodeId[]),
    );
    const again = plan({ ...then, kind: 'deploy', delta: deltaOf([], ['web']) });
    expect(nodeOf(again, DELIVERY)).toMatchObject({ action: 'unchanged' });
  });

  test('go with the environment when the person agrees', () => {
    const result = plan({ ...started(), kind: 'destroy', delta: deltaOf([], ['web', 'api']) });
    expect(new Set(Object.values(actionsOf(result)))).toEqual(new Set(['destroy']));
    expect(nodeOf(result, STORE).waitsForPerson).toBe(true);
  });
});
