import type { LedgerRow, PlanArguments, PlanNode } from '../model';
import {
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  ledgerAfter,
  nodeOf,
  platform,
  registryOf,
  workload,
} from '../testUtils/scenario';
import { redeploy, registry, types, web } from '../testUtils/shop';
import { isTakenOver } from './adoption';
import { plan } from './plan';

const DATABASE = 'postgres.default#web.db';
const server = definition('server', 'type: server\n  driver: static\n  inputs: { host: pg }');

function registryWith(spec: string, ...more: string[]) {
  return registryOf(
    platform,
    types,
    server,
    ...more,
    definition('rds', `type: postgres\n  takesOver: [postgres]\n  ${spec}`),
  );
}

/** What the driver `database` made, with the name that it has there. */
function made(changes: Partial<LedgerRow> = {}, registryBefore = registry): PlanArguments {
  const args = deployed(argumentsFor(registryBefore, [web]));
  const ledger = args.ledger.map(row =>
    row.node === DATABASE ? { ...row, externalId: 'pg/web', ...changes } : row,
  );
  return { ...args, ledger };
}

function refreshed(args: PlanArguments, spec: string, ...more: string[]): PlanNode {
  const changed = { ...args, registry: registryWith(spec, ...more), kind: 'refresh' as const };
  return nodeOf(plan(changed), DATABASE);
}

describe('a definition that takes another one over', () => {
  test('adopts what another driver made, under its name, and says from what to what', () => {
    const before = made();
    const row = before.ledger.find(each => each.node === DATABASE)!;
    const node = refreshed(before, 'driver: terraform');
    expect(node).toMatchObject({
      action: 'adopt',
      ...{ ledgerUid: row.uid, incarnation: 1, name: row.name },
      ...{ previousDefinition: 'postgres', definition: 'rds' },
      ...{ previousDriver: 'database', driver: 'terraform' },
      waitsForPerson: false,
      reason: 'Definition rds takes over what postgres made with driver database.',
    });
    expect(node.differences).toContainEqual({
      path: '/driver',
      before: 'database',
      after: 'terraform',
    });
    expect(isTakenOver(node)).toBe(true);
  });

  test('leaves what may come of it open for what depends on it', () => {
    const changed = { ...made(), registry: registryWith('driver: terraform') };
    const consumer = workload(
      'web',
      'resources: { db: { type: postgres } }\ncontainers: { main: { image: "app:1", variables: { N: "${resources.db.made}" } } }',
    );
    const before = redeploy({ ...changed, kind: 'refresh' }, consumer);
    expect(JSON.stringify(nodeOf(before, 'workload#web').params)).toContain('$knownAfter');
  });

  test('may name itself, for what its older versions made with another driver', () => {
    const [version] = registryWith('driver: terraform').definitions.filter(
      each => each.name === 'rds',
    );
    const newer = {
      ...version,
      name: 'postgres',
      version: 2,
      spec: { ...version.spec, name: 'postgres' },
    };
    const known = {
      ...registry,
      definitions: registry.definitions.flatMap(each =>
        each.name === 'postgres' ? [{ ...each, status: 'deprecated' as const }, newer] : [each],
      ),
    };
    const result = plan({ ...made(), registry: known, kind: 'refresh' });
    expect(nodeOf(result, DATABASE)).toMatchObject({ action: 'adopt', definitionVersion: 2 });
  });

  test('takes up an orphan that another driver made, rather than make another one', () => {
    const before = made();
    const removed = plan({ ...before, delta: deltaOf([], ['web']) });
    const left = { ...before, base: removed.set, ledger: ledgerAfter(removed, before.ledger) };
    const orphan = left.ledger.find(each => each.node === DATABASE)!;
    const ledger = left.ledger.map(row =>
      row === orphan ? { ...row, externalId: 'pg/web' } : row,
    );
    const again = redeploy({ ...left, ledger, registry: registryWith('driver: terraform') }, web);
    expect(nodeOf(again, DATABASE)).toMatchObject({
      action: 'adopt',
      ...{ ledgerUid: orphan.uid, incarnation: 1, name: orphan.name, previousDriver: 'database' },
      reason: expect.stringContaining('It was left behind as an orphan.'),
    });
  });

  test('makes another one of what is known to be gone', () => {
    expect(refreshed(made({ presence: 'absent' }), 'driver: terraform').action).toBe('replace');
  });

  test('goes back by taking the other one over, and by a replace otherwise', () => {
    const taken = made({ definition: 'rds', driver: 'terraform' });
    const back = (takesOver: string) => {
      const spec = `type: postgres\n  driver: back\n  inputs: {}${takesOver}`;
      const changed = registryOf(platform, types, server, definition('postgres', spec));
      const drivers = [
        ...taken.drivers,
        { id: 'back', version: '1', inputs: { type: 'object' }, adopts: true },
      ];
      return nodeOf(plan({ ...taken, drivers, registry: changed, kind: 'refresh' }), DATABASE);
    };
    expect(back('\n  takesOver: [rds]').action).toBe('adopt');
    expect(back('')).toMatchObject({ action: 'replace', waitsForPerson: true });
  });
});

describe('what nobody can adopt is blocked, with what to do', () => {
  const stay =
    'Go on making it with postgres@1, or leave postgres out of takesOver of rds to have it replaced.';

  test('because the driver adopts nothing', () => {
    const node = refreshed(made(), 'driver: static');
    expect(node).toMatchObject({
      action: 'blocked',
      reason: `The driver static cannot adopt what another driver made, so what database made stays as it is. ${stay}`,
    });
    expect(node.differences).toContainEqual({
      path: '/driver',
      before: 'database',
      after: 'static',
    });
  });

  test('because what exists has no external id', () => {
    expect(refreshed(made({ externalId: undefined }), 'driver: terraform')).toMatchObject({
      action: 'blocked',
      reason: `What database made has no external id, so the driver terraform cannot tell which thing it would adopt. ${stay}`,
    });
  });

  test('because its objects would no longer be delivered', () => {
    const delivered = registryOf(
      platform,
      types,
      server,
      definition(
        'postgres',
        'type: postgres\n  driver: manifests\n  dependencies: { cluster: { type: k8s-cluster } }\n  inputs: {}',
      ),
    );
    expect(refreshed(made({}, delivered), 'driver: terraform')).toMatchObject({
      action: 'blocked',
      reason: expect.stringContaining('would be removed from the cluster'),
    });
  });

  test('because its inputs are not known yet', () => {
    const spec = `driver: terraform
  dependencies: { cache: { type: cache } }
  inputs: { host: "\${resources.cache.host}" }`;
    const cache = definition('cache', 'type: cache\n  driver: static\n  inputs: { host: cache }');
    expect(refreshed(made(), spec, cache)).toMatchObject({
      action: 'blocked',
      reason: expect.stringContaining(
        'known only once cache.default#web.db is done, so nobody can tell yet',
      ),
    });
  });
});
