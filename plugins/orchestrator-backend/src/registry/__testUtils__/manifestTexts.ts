/** Text of a manifest, as a platform engineer writes it; for tests. */
export function manifestText(
  kind: string,
  name: string,
  spec: object,
  metadata: object = {},
): string {
  // JSON is YAML, and needs no indentation.
  return [
    'apiVersion: tutti.dev/v1alpha1',
    `kind: ${kind}`,
    `metadata: ${JSON.stringify({ name, ...metadata })}`,
    `spec: ${JSON.stringify(spec)}`,
    '',
  ].join('\n');
}

/** Text of a resource type without params and with one output, `host`. */
export function resourceTypeText(name: string, spec: object = {}): string {
  const outputs = { type: 'object', properties: { host: { type: 'string' } } };
  return manifestText('ResourceType', name, { outputs, ...spec });
}

/** Text of an environment type. */
export function environmentTypeText(name: string, order: number): string {
  return manifestText('EnvironmentType', name, { order });
}

/** Text of a definition of the type `postgres` with the driver `static`, chosen by an application. */
export function definitionText(
  name: string,
  args: { host?: string; application?: string; title?: string; spec?: object } = {},
): string {
  const { host = 'db.internal', application = name, title, spec } = args;
  return manifestText(
    'ResourceDefinition',
    name,
    {
      type: 'postgres',
      driver: 'static',
      criteria: [{ application }],
      inputs: { host },
      ...spec,
    },
    title === undefined ? {} : { title },
  );
}

/** Manifests as the documents of one file. */
export function documents(...texts: string[]): string {
  return texts.join('---\n');
}
