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
