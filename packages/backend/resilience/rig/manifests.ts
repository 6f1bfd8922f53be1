/**
 * What the rig deploys: things of the world with a password each, that come one after the other, and workloads that are
 * delivered into Git by the product's own drivers.
 */
export const RIG_MANIFESTS = `
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: development }
spec: { order: 10 }
---
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: production }
spec: { order: 30, approvals: { required: 1 } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: thing }
spec:
  use: direct
  scope: workload
  stateful: false
  params:
    type: object
    properties: { size: { type: integer }, flavour: { type: string } }
  outputs:
    type: object
    properties:
      host: { type: string }
      name: { type: string }
      password: { type: string, secret: true }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: ground }
spec:
  scope: environment
  use: internal
  stateful: false
  outputs: { type: object, properties: { host: { type: string }, name: { type: string }, password: { type: string, secret: true } } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: ground }
spec: { type: ground, driver: world, criteria: [{}], inputs: { size: 1 } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: thing }
spec:
  type: thing
  driver: world
  criteria: [{}]
  params: { size: { default: 1 }, flavour: { default: plain } }
  dependencies: { ground: { type: ground } }
  inputs:
    size: "\${params.size}"
    flavour: "\${params.flavour}"
    on: "\${resources.ground.name}"
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: cluster }
spec: { type: k8s-cluster, driver: static, criteria: [{}], inputs: { name: rig, repository: deployments } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: namespace }
spec:
  type: k8s-namespace
  driver: static
  criteria: [{}]
  inputs: { name: "\${context.application.id}-\${context.environment.id}" }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: delivery }
spec:
  type: k8s-delivery
  driver: git-delivery
  criteria: [{}]
  inputs: { repository: deployments }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: profile }
spec:
  type: workload
  driver: kubernetes-workload
  criteria: [{}]
  dependencies: { cluster: { type: k8s-cluster }, namespace: { type: k8s-namespace } }
  inputs: { namespace: "\${resources.namespace.name}", kind: Deployment, replicas: 1 }
`;

/** The Score file of a workload with one thing per entry of `things`. */
export function scoreFile(
  name: string,
  things: Record<string, { size: number; flavour: string }>,
): string {
  const resources = Object.entries(things)
    .map(([key, params]) => `  ${key}: { type: thing, params: ${JSON.stringify(params)} }`)
    .join('\n');
  const variables = Object.keys(things)
    .map(key => `      ${key.toUpperCase()}: "\${resources.${key}.host}"`)
    .join('\n');
  return `apiVersion: score.dev/v1b1
metadata: { name: ${name} }
containers:
  main:
    image: .
    variables:
      NAME: ${name}
${variables}
${resources && `resources:\n${resources}`}
`;
}
