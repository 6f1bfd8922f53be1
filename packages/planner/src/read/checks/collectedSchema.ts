import { appendPointer, isJsonObject } from '@tutti/score';
import { WORKLOAD_TYPE } from '../../model';
import type { JsonSchema, ResourceTypeSpec } from '../../model';
import { schemaAt } from '../../schema';

const TEXT = { type: 'string' };

/**
 * The schema of what `${collected.<name>.<path>}` stands for: a list of members, and a path goes into each of its items,
 * into lists within them too. A member that lacks what the path names yields `null`.
 *
 * @param type - of the members; absent: there is none of that name, which is told elsewhere
 * @param path - after the name; without it the members themselves
 */
export function collectedSchema(
  type: ResourceTypeSpec | undefined,
  path: readonly string[],
): JsonSchema {
  const member: JsonSchema = {
    type: 'object',
    properties: {
      ...{ id: TEXT, class: TEXT, workload: TEXT },
      // The params of a workload are its Score file.
      ...(type && type.name !== WORKLOAD_TYPE && { params: type.params }),
      ...(type && { outputs: type.outputs }),
    },
  };
  return listOf(projected(member, path));
}

function projected(schema: JsonSchema, path: readonly string[]): JsonSchema {
  if (path.length === 0) {
    return schema;
  }
  if (schema.type === 'array') {
    return listOf(isJsonObject(schema.items) ? projected(schema.items, path) : {});
  }
  const [key, ...rest] = path;
  const inner = schemaAt(schema, appendPointer('', key));
  if (!inner) {
    return {};
  }
  // What is below a secret is secret.
  const secret = schema.secret === true && { secret: true };
  return projected({ ...inner, ...secret }, rest);
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}
