import {
  isSecretValue,
  sortedEntries,
  type ResolvedWorkload,
  type SecretReference,
  type SecretValue,
} from '@tutti/score';
import { normalizePath } from '../names/normalizePath';
import { shortHash } from '../names/shortHash';

/** One secret text that a workload takes in, as a key of its Kubernetes Secret. @public */
export interface SecretEntry {
  /** Key in the Secret: `variable.<container>.<NAME>` or `file.<container>.<hash of the path>`. */
  key: string;
  secret: SecretValue;
  /**
   * True when the text is put together of several parts. External Secrets reads single values, so such a text has
   * to be stored as a secret of the workload's own, under the name `key`.
   */
  composed: boolean;
}

/**
 * The secrets that the variables and files of a workload take in, sorted by key. Each use has a key of its own, so
 * that a key never changes its meaning.
 *
 * @public
 */
export function collectSecrets(workload: ResolvedWorkload): SecretEntry[] {
  const entries: Record<string, SecretEntry> = {};
  const add = (key: string, value: unknown) => {
    if (isSecretValue(value)) {
      entries[key] = { key, secret: value, composed: loneReference(value) === undefined };
    }
  };
  for (const [name, container] of sortedEntries(workload.containers)) {
    for (const [variable, value] of sortedEntries(container.variables)) {
      add(variableSecretKey(name, variable), value);
    }
    for (const [target, file] of sortedEntries(container.files)) {
      add(fileSecretKey(name, target), file.content);
    }
  }
  return sortedEntries(entries).map(([, entry]) => entry);
}

/** The key of a variable's secret; container names hold no dots, so no two variables share one. */
export function variableSecretKey(container: string, variable: string): string {
  return `variable.${container}.${variable}`;
}

/** The key of a file's secret. */
export function fileSecretKey(container: string, target: string): string {
  return `file.${container}.${shortHash(normalizePath(target) ?? target)}`;
}

/** The reference that the secret is, when it is nothing but one. */
export function loneReference(secret: SecretValue): SecretReference | undefined {
  const [part] = secret.$secret;
  return secret.$secret.length === 1 && typeof part !== 'string' ? part : undefined;
}
