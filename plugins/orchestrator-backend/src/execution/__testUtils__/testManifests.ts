import { buildSnapshot, readManifests, type RegistrySnapshot } from '@tutti/planner';
import { formatProblem } from '@tutti/score';

/** Manifests of the engine's tests: a stateful postgres, a cache, and what workloads need. */
export const TEST_MANIFESTS = `
kind: ResourceType
apiVersion: tutti.dev/v1alpha1
metadata: { name: postgres }
spec:
  stateful: true
  params: { type: object, properties: { size: { type: integer }, database: { type: string } } }
  outputs:
    type: object
    properties:
      host: { type: string }
      port: { type: integer }
      name: { type: string }
      username: { type: string }
      password: { type: string, secret: true }
---
kind: ResourceType
apiVersion: tutti.dev/v1alpha1
metadata: { name: cache }
spec:
  params: { type: object, properties: { size: { type: integer }, label: { type: string } } }
  outputs: { type: object, properties: { host: { type: string }, password: { type: string, secret: true } } }
---
kind: ResourceType
apiVersion: tutti.dev/v1alpha1
metadata: { name: grant }
spec: { outputs: { type: object, properties: { name: { type: string } } } }
---
kind: ResourceType
apiVersion: tutti.dev/v1alpha1
metadata: { name: server }
spec: { scope: environment, use: internal, stateful: false }
---
kind: EnvironmentType
apiVersion: tutti.dev/v1alpha1
metadata: { name: development }
spec: { order: 10 }
---
kind: EnvironmentType
apiVersion: tutti.dev/v1alpha1
metadata: { name: production }
spec: { order: 30, approvals: { required: 1 } }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: server }
spec:
  type: server
  driver: static
  criteria: [{}]
  inputs: { host: pg }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: postgres }
spec:
  type: postgres
  driver: database
  criteria: [{}]
  params: { size: { default: 1 }, database: { default: "" } }
  dependencies: { server: { type: server } }
  inputs:
    server: "\${resources.server}"
    database: "\${context.resource.name}\${params.database}"
    size: "\${params.size}"
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: cache }
spec:
  type: cache
  driver: database
  criteria: [{}]
  params: { size: { default: 1 }, label: { default: "" } }
  inputs: { database: "cache-\${context.resource.name}\${params.label}", size: "\${params.size}" }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: grant }
spec:
  type: grant
  driver: database
  criteria: [{}]
  dependencies: { cache: { type: cache } }
  inputs: { database: "grant-\${context.resource.name}", admin: "pw:\${resources.cache.password}" }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: cluster }
spec: { type: k8s-cluster, driver: static, criteria: [{}], inputs: { name: main } }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: namespace }
spec: { type: k8s-namespace, driver: static, criteria: [{}], inputs: { name: "\${context.environment.id}" } }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: delivery }
spec: { type: k8s-delivery, driver: delivery, criteria: [{}], inputs: {} }
---
kind: ResourceDefinition
apiVersion: tutti.dev/v1alpha1
metadata: { name: profile }
spec:
  type: workload
  driver: workload
  criteria: [{}]
  dependencies: { cluster: { type: k8s-cluster }, namespace: { type: k8s-namespace } }
  inputs: { namespace: "\${resources.namespace.name}" }
`;

/** What {@link TEST_MANIFESTS} declare. */
export function testRegistry(): RegistrySnapshot {
  const { manifests, problems } = readManifests(TEST_MANIFESTS, { source: 'test.yaml' });
  if (problems.length > 0) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  return buildSnapshot(manifests);
}
