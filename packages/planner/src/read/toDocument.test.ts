import { formatProblem } from '@tutti/score';
import type { Manifest } from './Manifest';
import { readManifests } from './readManifests';
import { toDocument } from './toDocument';

function read(text: string): Manifest {
  const { manifests, problems } = readManifests(text, { source: 'manifest.yaml' });
  if (manifests.length !== 1) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  return manifests[0];
}

const HEAD = 'apiVersion: tutti.dev/v1alpha1\n';

describe('the document of a spec', () => {
  test.each([
    ['a bare type', 'kind: ResourceType\nmetadata: { name: queue }\nspec: {}'],
    [
      'a whole type',
      `kind: ResourceType
metadata: { name: postgres, title: PostgreSQL, description: A database }
spec:
  use: internal
  scope: environment
  stateful: true
  refersTo: workload
  params: { properties: { version: { type: string } } }
  outputs: { required: [host], properties: { host: { type: string, secret: true } } }
  examples: [{ title: Plain, score: "apiVersion: score.dev/v1b1" }]`,
    ],
    [
      'an environment type',
      `kind: EnvironmentType
metadata: { name: preview }
spec: { order: 5, preview: true, approvals: { required: 2 }, lifetime: { default: 72h, perApplication: 5 } }`,
    ],
    [
      'a bare definition',
      'kind: ResourceDefinition\nmetadata: { name: a }\nspec: { type: postgres, driver: static }',
    ],
    [
      'a whole definition',
      `kind: ResourceDefinition
metadata: { name: a, title: A, owner: group:default/dba }
spec:
  type: postgres
  driver: static
  criteria: [{ environmentType: [development, test] }, { application: shop, class: analytics }, {}]
  params: { version: { default: "16" } }
  dependencies: { server: { type: postgres-server, class: "\${context.resource.class}", params: { a: 1 } } }
  provisions: [{ type: backup, dependsOnThis: true, merge: true }]
  collect:
    routes: { of: dns, direction: dependents, type: route }
    policies: { of: { type: dns, class: public }, direction: dependencies, type: policy }
  inputs: { text: "$\${literal} \${resources.server.host}", list: [1, true, "yes", "016", ""], deep: { a: {} } }
  secrets: { password: { store: platform, key: postgres/dev, property: password } }
  outputs: { host: "\${driver.host}" }
  deletion: { onRemoval: approve, protected: true }
  catalog: false
  takesOver: [old]
  identity: [list]`,
    ],
    [
      'a definition whose outputs are none on purpose',
      'kind: ResourceDefinition\nmetadata: { name: a }\nspec: { type: t, driver: static, outputs: {}, catalog: { title: T } }',
    ],
    [
      'a definition that hands on all values',
      'kind: ResourceDefinition\nmetadata: { name: a }\nspec: { type: t, driver: static, inputs: "${values}", values: { a: 1 } }',
    ],
    [
      'a test',
      `kind: DefinitionTest
metadata: { name: t }
spec: { context: { application: shop }, request: { type: postgres, params: {} }, expect: { definition: a, nodes: [x] } }`,
    ],
  ])('says all that %s says', (_name, text) => {
    const manifest = read(HEAD + text);
    const document = toDocument(manifest);
    // JSON is YAML.
    const again = read(JSON.stringify(document));
    expect(again.spec).toEqual(manifest.spec);
    expect(toDocument(again)).toEqual(document);
  });

  test('leaves out what is a default', () => {
    const manifest = read(
      `${HEAD}kind: ResourceDefinition\nmetadata: { name: a }\nspec: { type: t, driver: static, criteria: [{ class: default }], inputs: {} }`,
    );
    expect(toDocument(manifest)).toEqual({
      apiVersion: 'tutti.dev/v1alpha1',
      kind: 'ResourceDefinition',
      metadata: { name: 'a' },
      spec: { type: 't', driver: 'static', criteria: [{}] },
    });
  });
});
