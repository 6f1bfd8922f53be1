import type { ResourceTypeExample, ResourceTypeSpec } from '@tutti/planner';
import { isJsonObject } from '@tutti/score';
import { stringify } from 'yaml';
import { schemaRows } from '../schema/schemaRows';

/** A Score file that asks for a type which has no example of its own: its required params, and its outputs as variables. */
export function scoreExample(type: ResourceTypeSpec): ResourceTypeExample {
  const params = schemaRows(type.params)
    .filter(({ path, isRequired }) => isRequired && !path.includes('.'))
    .map(({ path, type: words }) => [path, `<${words}>`]);
  const outputs = isJsonObject(type.outputs.properties) ? Object.keys(type.outputs.properties) : [];
  const variables = outputs.map(name => [
    `${type.name}_${name}`.replace(/[^A-Za-z0-9]/g, '_').toUpperCase(),
    `\${resources.it.${name}}`,
  ]);
  return {
    score: stringify({
      apiVersion: 'score.dev/v1b1',
      metadata: { name: 'example' },
      containers: {
        main: {
          image: 'registry.example/example:1.0.0',
          ...(variables.length > 0 && { variables: Object.fromEntries(variables) }),
        },
      },
      resources: {
        it: { type: type.name, ...(params.length > 0 && { params: Object.fromEntries(params) }) },
      },
    }),
  };
}
