import { actionsOf, argumentsFor, deployed, nodeOf, workload } from '../testUtils/scenario';
import { redeploy, registry } from '../testUtils/shop';
import { planHasErrors } from '../plan';

describe('renaming', () => {
  const source = { path: 'web/score.yaml' };
  const old = workload('web', 'resources: { db: { type: postgres } }', source);
  const args = deployed(argumentsFor(registry, [old]));

  test('a source that now holds another workload moves it and its private resources', () => {
    const renamed = workload('storefront', 'resources: { db: { type: postgres } }', source);
    const result = redeploy(args, renamed);
    expect(actionsOf(result)).toEqual({
      'postgres.default#storefront.db': 'move',
      'workload#storefront': 'move',
      'k8s-delivery.default#k8s-cluster': 'update',
    });
    expect(nodeOf(result, 'postgres.default#storefront.db')).toMatchObject({
      movedFrom: 'postgres.default#web.db',
      name: args.ledger.find(row => row.node === 'postgres.default#web.db')!.name,
    });
    expect(Object.keys(result.set.workloads)).toEqual(['storefront']);
  });

  test('an annotation moves a resource to another key', () => {
    const rekeyed = workload(
      'web',
      'resources: { main: { type: postgres, metadata: { annotations: { tutti.dev/moved-from: db } } } }',
      source,
    );
    expect(actionsOf(redeploy(args, rekeyed))).toMatchObject({
      'postgres.default#web.main': 'move',
    });
  });

  test('is proposed when a stateful node appears while one of its type is left behind', () => {
    const result = redeploy(
      args,
      workload('web', 'resources: { main: { type: postgres } }', source),
    );
    expect(nodeOf(result, 'postgres.default#web.main').problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'move-proposed',
        hint: expect.stringContaining('web.db'),
      }),
    ]);
    expect(planHasErrors(result)).toBe(false);
  });
});
