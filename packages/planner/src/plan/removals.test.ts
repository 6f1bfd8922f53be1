import {
  actionsOf,
  argumentsFor,
  deltaOf,
  deployed,
  ledgerAfter,
  nodeOf,
  workload,
} from '../testUtils/scenario';
import { api, redeploy, registry } from '../testUtils/shop';
import type { NodeId } from '../model';
import { plan } from './plan';

describe('what is no longer wanted', () => {
  const resources = 'resources: { db: { type: postgres }, cache: { type: cache } }';
  const args = deployed(argumentsFor(registry, [workload('web', resources), api]));

  test('is destroyed when it is stateless, and kept for a person to decide when it is stateful', () => {
    const result = redeploy(args, workload('web'));
    expect(nodeOf(result, 'cache.default#web.cache')).toMatchObject({ action: 'destroy' });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'retain',
      waitsForPerson: true,
      reason: expect.stringContaining('waits for a person'),
    });
  });

  test('goes last, consumers before what they used, after the delivery has been updated', () => {
    const result = plan({ ...args, delta: deltaOf([], ['web']) });
    expect(result.nodes.filter(node => node.inScope).map(node => [node.node, node.action])).toEqual(
      [
        ['k8s-delivery.default#k8s-cluster', 'update'],
        ['workload#web', 'destroy'],
        ['cache.default#web.cache', 'destroy'],
        ['postgres.default#web.db', 'retain'],
      ],
    );
  });

  test('keeps what others still use', () => {
    const result = plan({ ...args, delta: deltaOf([], ['web']) });
    expect(nodeOf(result, 'server.default#server')).toMatchObject({ action: 'unchanged' });
    const caches = deployed(
      argumentsFor(registry, [
        workload('web', 'resources: { cache: { type: cache } }'),
        workload('api', 'resources: { cache: { type: cache } }'),
      ]),
    );
    const last = plan({ ...caches, delta: deltaOf([], ['web', 'api']) });
    expect(new Set(Object.values(actionsOf(last)))).toEqual(new Set(['destroy']));
  });

  test('keeps what an orphan is in, since its data would go with it', () => {
    const last = plan({ ...args, delta: deltaOf([], ['web', 'api']) });
    expect(actionsOf(last)).toMatchObject({
      'postgres.default#web.db': 'retain',
      'k8s-delivery.default#k8s-cluster': 'destroy',
    });
    const stays = {
      action: 'retain',
      waitsForPerson: false,
      reason: expect.stringMatching(/postgres\.default#\w+\.db is left and uses it/),
    };
    expect(nodeOf(last, 'server.default#server')).toMatchObject(stays);
    const after = { ...args, base: last.set, ledger: ledgerAfter(last, args.ledger) };
    const again = plan({ ...after, delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(again, 'server.default#server')).toMatchObject(stays);
    const ledger = after.ledger.filter(row => !row.node.startsWith('postgres'));
    const empty = plan({ ...after, ledger, delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(empty, 'server.default#server').action).toBe('destroy');
  });

  test('waits with the whole deployment when the environment is deleted', () => {
    const result = plan({ ...args, kind: 'destroy', delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'destroy',
      waitsForPerson: true,
    });
  });

  describe('and was left behind for a person to decide about', () => {
    const without = deployed({ ...args, delta: deltaOf([workload('web')]) });
    const orphan = without.ledger.find(row => row.node === 'postgres.default#web.db')!;
    const decided = { ...without, kind: 'destroy' as const, delta: deltaOf([]) };
    const destroyRows = [orphan.uid];

    test('stays until its row is decided about, and then goes alone', () => {
      expect(orphan).toMatchObject({ role: 'orphan', deletionPending: true });
      expect(actionsOf(redeploy(without, workload('web')))).not.toHaveProperty([orphan.node]);
      const result = plan({ ...decided, destroyRows });
      expect(
        result.nodes.filter(each => each.inScope).map(each => [each.node, each.action]),
      ).toEqual([[orphan.node, 'destroy']]);
      expect(nodeOf(result, orphan.node)).toMatchObject({ waitsForPerson: false });
    });

    test('takes nothing along in an environment in which nothing is wanted any more', () => {
      const last = plan({ ...args, delta: deltaOf([], ['web', 'api']) });
      const ledger = ledgerAfter(last, args.ledger);
      const [first, second] = ledger.filter(row => row.node.startsWith('postgres'));
      const result = plan({
        ...{ ...args, kind: 'destroy', base: last.set, ledger, delta: deltaOf([]) },
        destroyRows: [first.uid],
      });
      expect(result.nodes.filter(each => each.inScope).map(each => each.ledgerUid)).toEqual([
        first.uid,
      ]);
      expect(second).toMatchObject({ role: 'orphan' });
    });

    test('is not destroyed while something that is left uses it', () => {
      const user = { ...orphan, uid: 'user', node: 'cache.default#web.cache' as NodeId };
      const ledger = [...without.ledger, { ...user, dependsOn: [orphan.node] }];
      expect(nodeOf(plan({ ...decided, ledger, destroyRows }), orphan.node)).toMatchObject({
        action: 'blocked',
        reason: expect.stringContaining('cache.default#web.cache, which uses it'),
      });
    });

    test('is not destroyed by a decision about something that is in use', () => {
      const current = without.ledger.find(row => row.node === 'workload#web')!;
      const result = plan({ ...decided, destroyRows: [current.uid] });
      expect(result.nodes.filter(each => each.inScope)).toEqual([]);
    });
  });

  test('is used again when it is asked for again', () => {
    const without = deployed({ ...args, delta: deltaOf([workload('web')]) });
    const again = redeploy(without, workload('web', resources));
    const before = without.ledger.find(row => row.node === 'postgres.default#web.db')!;
    expect(nodeOf(again, 'postgres.default#web.db')).toMatchObject({
      action: 'adopt',
      ledgerUid: before.uid,
      name: before.name,
    });
  });
});
