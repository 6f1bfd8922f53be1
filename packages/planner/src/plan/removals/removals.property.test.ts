import fc from 'fast-check';
import {
  KUBERNETES_DELIVERY_TYPE,
  type LedgerRow,
  type PlanArguments,
  type PlanNode,
  type RegistrySnapshot,
} from '../../model';
import { actionsOf, argumentsFor, deltaOf, deployed, ledgerAfter } from '../../testUtils/scenario';
import { registries, workloads } from '../__testUtils__/randomWorld';
import { plan } from '../plan';
import { planHasErrors } from '../planHasErrors';

const rule = fc.constantFrom('destroy' as const, 'approve' as const, 'retain' as const);
const policy = fc.record({
  onRemoval: rule,
  onEnvironmentDelete: rule,
  protected: fc.boolean(),
});

/** Random registries whose definitions have random deletion policies. */
const withPolicies: fc.Arbitrary<RegistrySnapshot> = fc
  .tuple(registries, fc.dictionary(fc.constantFrom('aa', 'bb', 'cc', 'dd'), policy))
  .map(([registry, policies]) => ({
    ...registry,
    definitions: registry.definitions.map(version => ({
      ...version,
      spec: { ...version.spec, deletion: policies[version.name] ?? version.spec.deletion },
    })),
  }));

/** The world after a first deployment, and a second one that leaves out whatever it does. */
function after(args: PlanArguments, second: Partial<PlanArguments>): PlanArguments {
  const first = deployed(args);
  const result = plan({ ...first, ...second });
  fc.pre(!planHasErrors(plan(args)) && !planHasErrors(result));
  return { ...first, base: result.set, ledger: ledgerAfter(result, first.ledger) };
}

function takenAway(result: { nodes: PlanNode[] }): Set<string | undefined> {
  return new Set(
    result.nodes.filter(node => node.action === 'destroy').map(node => node.ledgerUid),
  );
}

/** Rows that are left, and use one that a plan takes away and that nothing else of its name stands in for. */
function stranded(ledger: readonly LedgerRow[], gone: Set<string | undefined>): string[] {
  const left = ledger.filter(row => !gone.has(row.uid));
  const there = new Set(left.map(row => row.node));
  const lost = new Set(ledger.filter(row => gone.has(row.uid)).map(row => row.node));
  return left
    .filter(row => row.dependsOn.some(used => lost.has(used) && !there.has(used)))
    .map(row => row.node);
}

test('what was left behind is planned once: the same deployment again changes nothing', () => {
  fc.assert(
    fc.property(withPolicies, workloads, workloads, (registry, before, wanted) => {
      const gone = before
        .map(each => each.workload.metadata.name)
        .filter(name => !wanted.some(each => each.workload.metadata.name === name));
      const args = after(argumentsFor(registry, before), { delta: deltaOf(wanted, gone) });
      const again = plan({ ...args, delta: deltaOf(wanted, gone) });
      expect(Object.values(actionsOf(again)).filter(each => each !== 'unchanged')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('when an environment is deleted, each row is destroyed or kept, or goes on delivering what is kept, and nothing that a kept one uses is destroyed', () => {
  fc.assert(
    fc.property(withPolicies, workloads, workloads, (registry, before, wanted) => {
      const args = after(argumentsFor(registry, before), { delta: deltaOf(wanted) });
      const result = plan({
        ...args,
        kind: 'destroy',
        delta: deltaOf([], Object.keys(args.base.workloads)),
      });
      const actions = new Map(result.nodes.map(node => [node.ledgerUid, node.action]));
      expect(args.ledger.filter(row => !actions.has(row.uid))).toEqual([]);
      const kept = new Set(
        result.nodes.filter(each => each.action === 'retain').map(each => each.node),
      );
      const delivers = result.nodes.filter(
        each =>
          each.type === KUBERNETES_DELIVERY_TYPE && each.dependsOn.some(used => kept.has(used)),
      );
      const goesOn = new Set(delivers.flatMap(each => [each.node, ...each.dependsOn]));
      const others = result.nodes.filter(each => !goesOn.has(each.node));
      expect(others.filter(each => !/^(destroy|retain)$/.test(each.action))).toEqual([]);
      expect(stranded(args.ledger, takenAway(result))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('what a person has decided to destroy goes with what only it uses, and with nothing that is in use', () => {
  fc.assert(
    fc.property(withPolicies, workloads, fc.integer(), (registry, before, draw) => {
      const names = before.map(each => each.workload.metadata.name);
      const args = after(argumentsFor(registry, before), { delta: deltaOf([], names) });
      const orphans = args.ledger.filter(row => row.role === 'orphan');
      fc.pre(orphans.length > 0);
      const decided = orphans[Math.abs(draw) % orphans.length];
      const result = plan({
        ...{ ...args, kind: 'destroy', delta: deltaOf([]), destroyRows: [decided.uid] },
      });
      const gone = takenAway(result);
      expect(stranded(args.ledger, gone)).toEqual([]);
      for (const row of args.ledger.filter(each => gone.has(each.uid))) {
        expect([row.uid === decided.uid, row.deletion.onRemoval]).not.toEqual([false, 'retain']);
        expect([row.uid === decided.uid, row.role]).not.toEqual([false, 'current']);
      }
      const isUsed = args.ledger.some(row => row.dependsOn.includes(decided.node));
      expect(gone.has(decided.uid)).toBe(!isUsed);
      const left = args.ledger.filter(row => !gone.has(row.uid));
      const forgotten = left.filter(
        row =>
          gone.has(decided.uid) &&
          decided.dependsOn.includes(row.node) &&
          row.deletion.onRemoval === 'destroy' &&
          !row.deletion.protected &&
          !left.some(other => other.dependsOn.includes(row.node)),
      );
      expect(forgotten).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
