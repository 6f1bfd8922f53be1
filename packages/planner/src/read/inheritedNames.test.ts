import { formatProblem } from '@tutti/score';
import type { DriverDescriptor } from '../model';
import { matchDefinition } from '../match';
import { plan, planHasErrors } from '../plan';
import { argumentsFor, deltaOf, ledgerAfter, nodeOf, workload } from '../testUtils/scenario';
import { runDefinitionTests } from '../test';
import { buildSnapshot } from './buildSnapshot';
import { checkManifests } from './checkManifests';
import { readManifests } from './readManifests';

const drivers: DriverDescriptor[] = [
  {
    ...{ id: 'static', version: '1', inputs: { type: 'object' } },
    ...{ secretInputs: 'reference', refersOnly: true },
  },
];

/** A registry in which everything that has a name has this one. */
function manifestsNamed(name: string, plain: string): string {
  return `
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: ${plain} }
spec: { order: 1 }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: ${name}, labels: { ${name}: ${name} }, annotations: { ${name}: ${name} } }
spec:
  params: { properties: { ${name}: { type: string } } }
  outputs: { required: [${name}], properties: { ${name}: { type: string } } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: ${plain} }
spec:
  type: ${name}
  driver: static
  criteria:
    - { environmentType: ${plain}, class: ${name}, application: ${name}, environment: ${name} }
  params: { ${name}: { default: ${name} } }
  dependencies: { ${name}: { type: ${name}, class: inner, id: ${name} } }
  provisions: [{ type: ${name}, class: inner, id: ${name}, merge: true }]
  collect: { ${name}: { of: workload, direction: dependencies, type: ${name} } }
  inputs:
    ${name}: "\${resources.${name}.${name}}/\${params.${name}}"
    value: \${values.${name}}
    label: \${context.application.labels.${name}}
  identity: [${name}]
  takesOver: [${plain}]
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: ${plain}-inner }
spec:
  type: ${name}
  driver: static
  criteria: [{ class: inner }]
  inputs: { ${name}: inner }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: profile }
spec:
  type: workload
  driver: static
  criteria: [{}]
  secrets: { ${name}: { store: ${name}, key: ${name}, property: ${name} } }
---
apiVersion: tutti.dev/v1alpha1
kind: DefinitionTest
metadata: { name: ${plain} }
spec:
  context: { environmentType: ${plain}, application: ${name}, environment: ${name} }
  request: { type: ${name}, class: ${name}, id: test.${name} }
  expect: { definition: ${plain} }
`;
}

const context = (name: string, plain: string) => ({
  application: { id: name, labels: { [name]: 'label' } },
  environment: { uid: 'e1', id: name, type: plain, labels: {} },
});

describe.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'])(
  'the name %s, which every object inherits',
  name => {
    // Names that become part of addresses are of small letters only.
    const plain = name.toLowerCase();
    const { manifests, problems } = readManifests(manifestsNamed(name, plain), { source: 'm' });

    test('is one like any other, wherever something has a name', () => {
      const checked = checkManifests(manifests, { drivers });
      expect([...problems, ...checked.problems].map(formatProblem)).toEqual([]);
      const registry = buildSnapshot(manifests);
      const [tested] = runDefinitionTests(
        manifests.flatMap(each => (each.kind === 'DefinitionTest' ? each.spec : [])),
        registry,
        drivers,
      );
      expect(tested.failures).toEqual([]);

      const entry = workload(
        'constructor',
        `resources: { ${plain}: { type: ${name}, class: ${name} } }`,
      );
      const args = argumentsFor(registry, [entry], {
        drivers,
        context: context(name, plain),
        values: { [name]: 'value' },
      });
      const planned = plan(args);
      expect(planned.nodes.flatMap(node => node.problems)).toEqual([]);
      expect(planHasErrors(planned)).toBe(false);
      const ledger = ledgerAfter(planned, []);
      const made = ledger.find(
        row => row.node === nodeOf(planned, `${name}.${name}#constructor.${plain}`).node,
      );
      expect(made?.inputs).toMatchObject({
        [name]: `inner/${name}`,
        value: 'value',
        label: 'label',
      });
      const again = plan({ ...args, base: planned.set, delta: deltaOf([entry]), ledger });
      expect(again.nodes.map(node => node.action).filter(each => each !== 'unchanged')).toEqual([]);
    });

    test('is not there when nobody declared it', () => {
      const plainManifests = readManifests(
        manifestsNamed('thing', 'thing').replace('resources.thing', `resources.${name}`),
        { source: 'm' },
      );
      const checked = checkManifests(plainManifests.manifests, { drivers });
      expect(checked.problems).toMatchObject([
        { code: 'placeholder', hint: expect.stringContaining('Known are: thing.') },
      ]);
      const registry = buildSnapshot(manifests);
      const asking = workload('web', `resources: { aa: { type: ${name}, class: ${name} } }`);
      const unset = argumentsFor(registry, [asking], { drivers });
      unset.context = { ...context(name, plain), application: { id: name, labels: {} } };
      expect(planHasErrors(plan(unset))).toBe(true);
      expect(
        matchDefinition({ type: `not-${name}`, class: name, id: name }, unset.context, registry)
          .winner,
      ).toBeUndefined();
    });
  },
);

test.each([
  ['a key', 'spec: { type: a, driver: static, inputs: { __proto__: { a: 1 } } }'],
  ['an alias', 'spec: { type: a, driver: static, dependencies: { __proto__: { type: a } } }'],
  ['a type', 'spec: { type: __proto__, driver: static }'],
  ['the manifest itself', 'spec: { type: a, driver: static }\n__proto__: { kind: ResourceType }'],
])('__proto__ as the name of %s is refused', (_what, spec) => {
  const { manifests, problems } = readManifests(
    `apiVersion: tutti.dev/v1alpha1\nkind: ResourceDefinition\nmetadata: { name: a }\n${spec}\n`,
    { source: 'm' },
  );
  expect(manifests).toEqual([]);
  expect(problems).toMatchObject([{ severity: 'error', line: expect.any(Number) }]);
});
