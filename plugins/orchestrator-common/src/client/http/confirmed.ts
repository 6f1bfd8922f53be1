import type { Confirmation } from '../RequestOptions';
import type { HttpRequest } from './createHttpCall';

/** Deletes something, with the confirmation of what that takes away where there is one. */
export function deletion(options?: Confirmation): HttpRequest {
  return { method: 'DELETE', query: { confirmImpact: options?.confirmImpact } };
}

/** Saves the YAML text of a manifest, with the confirmation of what that takes away where there is one. */
export function saving(text: string, options?: Confirmation): HttpRequest {
  return { method: 'PUT', body: { manifest: text, confirmImpact: options?.confirmImpact } };
}
