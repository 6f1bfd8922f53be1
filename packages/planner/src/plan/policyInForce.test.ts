import type { DeletionPolicy, PlanArguments, RegistrySnapshot } from '../model';
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
} from '../testUtils/scenario';
import { redeploy } from '../testUtils/shop';
import { plan } from './plan';

const NODE = 'thing.default#web.it';
const asked = (name = 'a') =>
  workload('web', `resources: { it: { type: thing, params: { name: ${name} } } }`);

function registryWith(deletion: string, stateful = false, preview = false): RegistrySnapshot {
  return registryOf(
    platform,
    manifest('EnvironmentType', 'development', `{ order: 10, preview: ${preview} }`),
    manifest('ResourceType', 'thing', `stateful: ${stateful}`),
    definition(
      'thing',
      `type: thing\n  driver: database\n  inputs: { database: "\${params.name}" }\n  deletion: ${deletion}`,
    ),
  );
}

/** The registry after the definition got a second version with another policy, which is the default. */
function withPolicy(
  registry: RegistrySnapshot,
  deletion: Partial<DeletionPolicy>,
): RegistrySnapshot {
  return {
    ...registry,
    definitions: registry.definitions.flatMap(version =>
      version.name === 'thing'
        ? [
            { ...version, status: 'deprecated' as const },
            { ...version, version: 2, hash: 'two', spec: { ...version.spec, deletion } },
          ]
        : [version],
    ),
  };
}

function started(registry: RegistrySnapshot): PlanArguments {
  return deployed(argumentsFor(registry, [asked()]));
}

const removed = (args: PlanArguments) => nodeOf(redeploy(args, workload('web')), NODE);
const replaced = (args: PlanArguments) => nodeOf(redeploy(args, asked('b')), NODE);
const deletedWithAll = (args: PlanArguments) =>
  nodeOf(plan({ ...args, kind: 'destroy', delta: deltaOf([], ['web']) }), NODE);

const destroyed = { action: 'destroy', waitsForPerson: false };
const orphan = { action: 'retain', waitsForPerson: false };
const waitsAsOrphan = { action: 'retain', waitsForPerson: true };
const waitsToGo = { action: 'destroy', waitsForPerson: true };

test.each([
  ['retain', orphan, orphan, { action: 'replace', waitsForPerson: false }],
  ['approve', waitsAsOrphan, waitsToGo, { action: 'replace', waitsForPerson: true }],
  ['destroy', destroyed, destroyed, { action: 'replace', waitsForPerson: false }],
])(
  'the rule %s decides what becomes of what is removed, of its environment, and of what is replaced',
  (rule, onRemoval, onEnvironmentDelete, onReplace) => {
    const args = started(registryWith(`{ onRemoval: ${rule}, onEnvironmentDelete: ${rule} }`));
    expect(removed(args)).toMatchObject(onRemoval);
    expect(deletedWithAll(args)).toMatchObject(onEnvironmentDelete);
    expect(replaced(args)).toMatchObject(onReplace);
  },
);

test('what is protected waits before every destroy and replace', () => {
  const rules = '{ onRemoval: destroy, onEnvironmentDelete: destroy, protected: true }';
  const args = started(registryWith(rules));
  expect(removed(args)).toMatchObject(waitsAsOrphan);
  expect(deletedWithAll(args)).toMatchObject(waitsToGo);
  expect(replaced(args)).toMatchObject({ action: 'replace', waitsForPerson: true });
});

test.each([
  ['stateless types are destroyed', false, false, 'destroy', 'destroy'],
  ['stateful types wait for a person', true, false, 'approve', 'approve'],
  ['previews go with everything in them', true, true, 'approve', 'destroy'],
])('by default %s', (_, stateful, preview, onRemoval, onEnvironmentDelete) => {
  const result = plan(argumentsFor(registryWith('{}', stateful, preview), [asked()]));
  expect(nodeOf(result, NODE).deletion).toEqual({
    onRemoval,
    onEnvironmentDelete,
    protected: false,
  });
});

test('a replace of what is stateful always waits, whatever its policy says', () => {
  const rules = '{ onRemoval: destroy, onEnvironmentDelete: destroy }';
  const args = started(registryWith(rules, true));
  expect(replaced(args)).toMatchObject({ action: 'replace', waitsForPerson: true });
});

describe('a newer version', () => {
  const loose = registryWith('{ onRemoval: destroy }');

  test('tightens the policy at once', () => {
    const tightened = withPolicy(loose, { onRemoval: 'approve' });
    const args = { ...started(loose), registry: tightened };
    expect(removed(args)).toMatchObject(waitsAsOrphan);
    expect(replaced(args)).toMatchObject({ action: 'replace', waitsForPerson: true });
    expect(nodeOf(redeploy(args, asked()), NODE)).toMatchObject({
      action: 'unchanged',
      definitionVersion: 1,
      deletion: { onRemoval: 'approve' },
    });
  });

  test.each(['{ onRemoval: approve }', '{ onRemoval: destroy, protected: true }'])(
    'loosens the policy %s only when it is applied',
    rules => {
      const strict = registryWith(rules);
      const loosened = withPolicy(strict, { onRemoval: 'destroy', protected: false });
      const args = { ...started(strict), registry: loosened };
      expect(removed(args)).toMatchObject(waitsAsOrphan);
      expect(replaced(args)).toMatchObject({ action: 'replace', waitsForPerson: true });
      const applied = deployed({ ...args, kind: 'refresh' });
      expect(removed(applied)).toMatchObject(destroyed);
    },
  );
});
