import {
  appendPointer,
  isKnownAfter,
  isSecretValue,
  quote,
  sortedEntries,
  type ResolvedContainer,
} from '@tutti/score';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { ProblemList } from '../problems/ProblemList';
import { variableSecretKey } from '../secrets/collectSecrets';
import { escapeExpansion } from './escapeExpansion';

/** What every supported release of Kubernetes takes as the name of a variable. */
const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/**
 * The variables of a container, sorted by name; what is secret comes from the workload's Secret.
 *
 * Problems `variable` for a name that Kubernetes refuses, `unknown-value` for a value that is not known yet.
 */
export function renderEnvironment(
  container: ResolvedContainer,
  containerName: string,
  secretName: string,
  problems: ProblemList,
): EnvVar[] {
  const environment: EnvVar[] = [];
  for (const [name, value] of sortedEntries(container.variables)) {
    const pointer = appendPointer('/containers', containerName, 'variables', name);
    if (!VARIABLE_NAME.test(name)) {
      problems.error(
        'variable',
        pointer,
        `Kubernetes takes no variable of the name ${quote(name)}.`,
        'Use letters, digits, "_", "-" and ".", and do not begin with a digit.',
      );
    } else if (isSecretValue(value)) {
      const key = variableSecretKey(containerName, name);
      environment.push({ name, valueFrom: { secretKeyRef: { name: secretName, key } } });
    } else if (isKnownAfter(value)) {
      problems.error(
        'unknown-value',
        pointer,
        `The value of ${quote(name)} is known only after ${value.$knownAfter.join(', ')} are created.`,
      );
    } else {
      environment.push({ name, value: escapeExpansion(value) });
    }
  }
  return environment;
}
