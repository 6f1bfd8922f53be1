import { readProperty } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';

/** What tells one object of a cluster from another; empty texts where there is no such part. @public */
export interface ObjectIdentity {
  /** API group without its version; `''` is the core group. */
  group: string;
  kind: string;
  namespace: string;
  name: string;
}

/** Reads the identity of an object. @public */
export function objectIdentity(object: KubernetesObject): ObjectIdentity {
  const metadata = readProperty(object, 'metadata');
  const text = (name: string) => {
    const value = readProperty(metadata, name);
    return typeof value === 'string' ? value : '';
  };
  const slash = object.apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : object.apiVersion.slice(0, slash),
    kind: object.kind,
    namespace: text('namespace'),
    name: text('name'),
  };
}
