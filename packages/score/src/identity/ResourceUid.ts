import { InputError } from '@backstage/errors';
import { quote } from '../problems/quote';

/**
 * The identity of a resource as text: `<type>.<class>#<id>`. Equal texts are the same resource.
 * @public
 */
export type ResourceUid = string & { readonly __brand: 'ResourceUid' };

const FORM = /^([^.#]+)\.([^#]+)#(.+)$/s;

/** Makes a {@link ResourceUid}; an absent class is `default`. @public */
export function resourceUid(parts: { type: string; class?: string; id: string }): ResourceUid {
  return `${parts.type}.${parts.class ?? 'default'}#${parts.id}` as ResourceUid;
}

/**
 * The id of a resource that only its workload uses: `<workload>.<key>`. Ids may hold dots, so another
 * workload reaches that resource by the explicit id of the same text.
 * @public
 */
export function privateResourceId(workload: string, key: string): string {
  return `${workload}.${key}`;
}

/**
 * Takes a {@link ResourceUid} apart: the type ends at the first dot, the class at the first `#`.
 * Throws an `InputError` for a text of another form.
 * @public
 */
export function parseResourceUid(text: string): {
  type: string;
  class: string;
  id: string;
} {
  const match = FORM.exec(text);
  if (!match) {
    throw new InputError(
      `${quote(text)} is not the identity of a resource; write it as <type>.<class>#<id>, for example "postgres.default#shop.db".`,
    );
  }
  return { type: match[1], class: match[2], id: match[3] };
}
