import {
  actionsOf,
  argumentsFor,
  deltaOf,
  deployed,
  ledgerAfter,
  nodeOf,
  workload,
} from '../../testUtils/scenario';
import { api, redeploy, registry } from '../../testUtils/shop';
import type { DefinitionVersion, DeletionPolicy, NodeId } from '../../model';
import { plan } from '../plan';

const SERVER = 'server.default#server';

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
    expect(nodeOf(result, SERVER)).toMatchObject({ action: 'unchanged' });
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
    expect(nodeOf(last, SERVER)).toMatchObject({
      action: 'retain',
      waitsForPerson: false,
      reason: expect.stringMatching(/postgres\.default#\w+\.db is left and uses it/),
    });
    const after = { ...args, base: last.set, ledger: ledgerAfter(last, args.ledger) };
    const ledger = after.ledger.filter(row => !row.node.startsWith('postgres'));
    const empty = plan({ ...after, ledger, delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(empty, SERVER).action).toBe('destroy');
  });

  test('is not planned again once it is left behind for what still uses it', () => {
    const last = plan({ ...args, delta: deltaOf([], ['web', 'api']) });
    const after = { ...args, base: last.set, ledger: ledgerAfter(last, args.ledger) };
    const again = plan({ ...after, delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(again, SERVER)).toMatchObject({
      action: 'unchanged',
      inScope: false,
      waitsForPerson: false,
      reason: expect.stringMatching(/stays as it is: postgres\.default#\w+\.db is left and uses/),
    });
    expect(actionsOf(again)).toEqual({});
  });

  test('waits with the whole deployment when the environment is deleted', () => {
    const result = plan({ ...args, kind: 'destroy', delta: deltaOf([], ['web', 'api']) });
    expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
      action: 'destroy',
      waitsForPerson: true,
    });
  });

  describe('when the environment is deleted', () => {
    const policy = (name: string, deletion: Partial<DeletionPolicy>) =>
      args.registry.definitions.map(version =>
        version.name === name ? { ...version, spec: { ...version.spec, deletion } } : version,
      );
    const deleted = (definitions: DefinitionVersion[]) =>
      plan({
        ...{ ...args, kind: 'destroy', delta: deltaOf([], ['web', 'api']) },
        registry: { ...args.registry, definitions },
      });

    test('and is kept, keeps what it uses, and says why', () => {
      const result = deleted(policy('postgres', { onEnvironmentDelete: 'retain' }));
      expect(nodeOf(result, 'postgres.default#web.db')).toMatchObject({
        action: 'retain',
        reason: 'The environment is deleted, and its deletion policy keeps it.',
      });
      expect(nodeOf(result, SERVER)).toMatchObject({
        action: 'retain',
        waitsForPerson: false,
        reason: expect.stringMatching(/but postgres\.default#\w+\.db, which uses it, is kept/),
      });
      expect(nodeOf(result, 'cache.default#web.cache').action).toBe('destroy');
    });

    test('and is destroyed, takes what it used with it, after itself', () => {
      const result = deleted(policy('postgres', { onEnvironmentDelete: 'destroy' }));
      const order = result.nodes.filter(each => each.action === 'destroy').map(each => each.node);
      expect(order).toContain(SERVER);
      expect(order.indexOf('postgres.default#web.db' as NodeId)).toBeLessThan(
        order.indexOf(SERVER as NodeId),
      );
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

    test('takes with it, in reverse order, what is left only because it is used by it', () => {
      const last = plan({ ...args, delta: deltaOf([], ['web', 'api']) });
      const ledger = ledgerAfter(last, args.ledger);
      const orphans = ledger.filter(row => row.node.startsWith('postgres'));
      const result = plan({
        ...{ ...args, kind: 'destroy', base: last.set, ledger, delta: deltaOf([]) },
        destroyRows: orphans.map(row => row.uid),
      });
      expect(Object.entries(actionsOf(result))).toEqual([
        ['postgres.default#api.db', 'destroy'],
        ['postgres.default#web.db', 'destroy'],
        [SERVER, 'destroy'],
      ]);
      expect(ledgerAfter(result, ledger)).toEqual([]);
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
