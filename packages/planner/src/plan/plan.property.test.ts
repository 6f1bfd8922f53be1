import fc from 'fast-check';
import { canonicalJson } from '@tutti/score';
import { applyDifferences, differences } from '../diff';
import type { DeploymentDelta, PlanArguments, WorkloadEntry } from '../model';
import { registries, reversed, workloads } from './__testUtils__/randomWorld';
import {
  actionsOf,
  argumentsFor,
  definition,
  deltaOf,
  deployed,
  ledgerAfter,
  registryOf,
} from '../testUtils/scenario';
import { plan } from './plan';
import { planHasErrors } from './planHasErrors';

test('the plan does not depend on the order of workloads, manifests, drivers or rows', () => {
  fc.assert(
    fc.property(registries, workloads, workloads, (registry, before, after) => {
      const args = { ...deployed(argumentsFor(registry, before)), delta: deltaOf(after) };
      expect(canonicalJson(plan(reversed(args)))).toBe(canonicalJson(plan(args)));
    }),
    { numRuns: 40 },
  );
});

test('equal arguments give the same plan, byte for byte', () => {
  fc.assert(
    fc.property(registries, workloads, (registry, drawn) => {
      const args = argumentsFor(registry, drawn);
      expect(JSON.stringify(plan(structuredClone(args)))).toBe(JSON.stringify(plan(args)));
    }),
    { numRuns: 40 },
  );
});

test('a second plan after the first was carried out changes nothing', () => {
  fc.assert(
    fc.property(registries, workloads, (registry, drawn) => {
      const args = argumentsFor(registry, drawn);
      fc.pre(!planHasErrors(plan(args)));
      const again = plan({ ...deployed(args), delta: deltaOf(drawn) });
      expect(Object.values(actionsOf(again)).filter(action => action !== 'unchanged')).toEqual([]);
      expect(again.nodes.flatMap(node => node.differences)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a definition that nothing matches changes nothing', () => {
  const elsewhere = fc
    .record({
      type: fc.constantFrom('aa', 'bb', 'cc', 'other', 'workload'),
      criterion: fc.constantFrom(
        '{ class: never }',
        '{ application: other }',
        '{ environment: other }',
        '{ environmentType: other }',
        '{ resource: nowhere.at-all }',
      ),
    })
    .map(({ type, criterion }) =>
      registryOf(
        definition(
          'unrelated',
          `type: ${type}\n  driver: static\n  criteria: [${criterion}]\n  dependencies: { more: { type: dd } }`,
        ),
      ),
    );
  const withoutMatch = (args: PlanArguments) =>
    canonicalJson(plan(args).nodes.map(node => ({ ...node, match: node.match?.winner })));
  fc.assert(
    fc.property(registries, elsewhere, workloads, (registry, unrelated, drawn) => {
      const larger = {
        ...registry,
        definitions: [...registry.definitions, ...unrelated.definitions],
        criteria: [...registry.criteria, ...unrelated.criteria],
      };
      expect(withoutMatch(argumentsFor(larger, drawn))).toBe(
        withoutMatch(argumentsFor(registry, drawn)),
      );
    }),
    { numRuns: 40 },
  );
});

test('every node comes after all that it depends on, and what is destroyed after its consumers', () => {
  fc.assert(
    fc.property(registries, workloads, workloads, (registry, before, after) => {
      const args = deployed(argumentsFor(registry, before));
      const gone = Object.keys(args.base.workloads).filter(
        name => !after.some(each => each.workload.metadata.name === name),
      );
      const result = plan({ ...args, delta: deltaOf(after, gone) });
      fc.pre(!planHasErrors(result));
      const { nodes } = result;
      const position = new Map(nodes.map((node, index) => [node.node, index]));
      // What the plan takes from the ledger, because nobody wants it, comes last and the other way round.
      const removed = new Set(
        nodes.filter(each => each.place.source === 'ledger').map(each => each.node),
      );
      const misplaced = nodes.flatMap((node, index) =>
        node.dependsOn
          .filter(needed => removed.has(needed) || !removed.has(node.node))
          .filter(needed => removed.has(node.node) === position.get(needed)! < index)
          .map(needed => `${node.node} and ${needed}`),
      );
      expect(misplaced).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('nothing is destroyed that something uses which stays', () => {
  fc.assert(
    fc.property(registries, workloads, workloads, (registry, before, after) => {
      const args = deployed(argumentsFor(registry, before));
      const gone = Object.keys(args.base.workloads).slice(1);
      const wanted = after.filter(each => !gone.includes(each.workload.metadata.name));
      const result = plan({ ...args, delta: deltaOf(wanted, gone) });
      fc.pre(!planHasErrors(result));
      const left = ledgerAfter(result, args.ledger);
      const destroyed = args.ledger
        .filter(row => !left.some(each => each.uid === row.uid))
        .map(row => row.node);
      const stranded = left.filter(row => {
        const wantedNode = result.nodes.find(each => each.ledgerUid === row.uid);
        const uses = wantedNode?.dependsOn ?? row.dependsOn;
        return uses.some(
          used => destroyed.includes(used) && !left.some(each => each.node === used),
        );
      });
      expect(stranded.map(row => row.node)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('the differences that a plan shows lead from what the ledger has to what is wanted', () => {
  fc.assert(
    fc.property(registries, workloads, workloads, (registry, before, after) => {
      const args = deployed(argumentsFor(registry, before));
      const { nodes } = plan({ ...args, delta: deltaOf(after) });
      const rows = new Map(args.ledger.map(row => [row.uid, row]));
      for (const node of nodes.filter(each => each.inScope && each.differences.length > 0)) {
        const row = rows.get(node.ledgerUid!)!;
        for (const part of ['inputs', 'params'] as const) {
          const own = node.differences.filter(each => each.path.startsWith(`/${part}`));
          expect(applyDifferences(row[part], own, `/${part}`)).toEqual(node[part]);
          expect(differences(node[part], node[part], `/${part}`)).toEqual([]);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('a deployment of one workload never changes what only others use', () => {
  fc.assert(
    fc.property(registries, workloads, workloads, (registry, before, after) => {
      const args = deployed(argumentsFor(registry, before));
      const [one] = after;
      const { name } = one.workload.metadata;
      const { nodes } = plan({ ...args, delta: deltaOf([one]) });
      const touched = nodes.filter(node => node.inScope && node.action !== 'unchanged');
      const users = new Map(args.ledger.map(row => [row.node, row.workloads]));
      for (const node of touched.filter(each => each.type === 'aa')) {
        expect([...node.workloads, ...(users.get(node.node) ?? [])]).toContain(name);
      }
    }),
    { numRuns: 40 },
  );
});

describe('a rename alone never plans a destroy, and leaves nothing behind', () => {
  const source = { repository: 'git', path: 'score.yaml' };
  const lossy = ['create', 'replace', 'retain', 'destroy'];

  /** What is made anew, left behind or destroyed when a change comes after a first deployment that has no errors. */
  function lost(args: PlanArguments, change: DeploymentDelta): string[] {
    fc.pre(!planHasErrors(plan(args)));
    const { nodes } = plan({ ...deployed(args), delta: change });
    return nodes
      .filter(node => lossy.includes(node.action))
      .map(node => `${node.action} ${node.node}`);
  }

  function renamed({ workload }: WorkloadEntry, annotations = {}): WorkloadEntry {
    const metadata = { ...workload.metadata, name: 'renamed', annotations };
    return { workload: { ...workload, metadata } };
  }

  test('of a workload, told by its source', () => {
    fc.assert(
      fc.property(registries, workloads, (registry, [first, ...others]) => {
        const args = argumentsFor(registry, [{ ...first, source }, ...others]);
        expect(lost(args, deltaOf([{ ...renamed(first), source }]))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('of a workload, told by its annotation', () => {
    fc.assert(
      fc.property(registries, workloads, (registry, [first, ...others]) => {
        const { name } = first.workload.metadata;
        const next = renamed(first, { 'tutti.dev/moved-from': name });
        const args = argumentsFor(registry, [first, ...others]);
        expect(lost(args, deltaOf([next], [name]))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('of a key, told by its annotation', () => {
    fc.assert(
      fc.property(registries, workloads, (registry, [first, ...others]) => {
        const { k2, ...rest } = first.workload.resources ?? {};
        fc.pre(k2 !== undefined && k2.id === undefined);
        const annotations = { 'tutti.dev/moved-from': 'k2' };
        const resources = { ...rest, other: { ...k2, metadata: { annotations } } };
        const next = { workload: { ...first.workload, resources } };
        const args = argumentsFor(registry, [first, ...others]);
        expect(lost(args, deltaOf([next]))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
