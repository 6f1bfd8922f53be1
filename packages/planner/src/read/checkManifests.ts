import { compareProblems, findReferences, limitProblems } from '@tutti/score';
import type { Problem } from '@tutti/score';
import type { DriverDescriptor } from '../model';
import { CheckContext } from './checks/CheckContext';
import type { DefinitionManifest } from './checks/CheckContext';
import { checkCriteria } from './checks/checkCriteria';
import { checkDefinitionTest } from './checks/checkDefinitionTest';
import { checkInputs } from './checks/checkInputs';
import { checkNames } from './checks/checkNames';
import { checkOutputs } from './checks/checkOutputs';
import { checkParams } from './checks/checkParams';
import { checkRequests, knownType } from './checks/checkRequests';
import { checkResourceType } from './checks/checkResourceType';
import { checkReference } from './checks/references';
import type { Manifest } from './Manifest';

/**
 * Checks a batch of manifests against itself and the drivers, so it must hold all that is registered: names and
 * criteria that clash, types, drivers and environment types that do not exist, placeholders that lead nowhere, secrets
 * where none may go and literals for them, inputs that the driver's schema refuses, outputs that the type does not know.
 * Built-in resource types exist always.
 *
 * @returns problems with source, line, column, pointer and the allowed alternatives, in order of place, the first hundred
 *   of each source; and `bad`, the
 *   manifests (`<kind>/<name>`) to be left out, for which the last good version stays in force. Of two that clash both
 *   are bad. What refers to a bad manifest is not bad for that reason.
 */
export function checkManifests(
  manifests: readonly Manifest[],
  known: { drivers: readonly DriverDescriptor[] },
): { problems: Problem[]; bad: Set<string> } {
  const context = CheckContext.create(manifests, known.drivers);
  checkNames(context);
  checkCriteria(context);
  for (const manifest of manifests) {
    if (manifest.kind === 'ResourceType') {
      checkResourceType(context, manifest);
    } else if (manifest.kind === 'ResourceDefinition') {
      checkDefinition(context, manifest);
    } else if (manifest.kind === 'DefinitionTest') {
      checkDefinitionTest(context, manifest);
    }
  }
  return { problems: limitPerSource(context.problems.sort(compareProblems)), bad: context.bad };
}

function checkDefinition(context: CheckContext, manifest: DefinitionManifest): void {
  knownType(context, manifest, manifest.spec.type, '/spec/type');
  checkParams(context, manifest);
  checkRequests(context, manifest);
  checkInputs(context, manifest);
  checkOutputs(context, manifest);
  const { catalog } = manifest.spec;
  for (const reference of findReferences((catalog && catalog.title) || '')) {
    checkReference(context, manifest, reference, '/spec/catalog/title', ['context', 'params']);
  }
}

/** A file of nonsense must not crowd out what is wrong with others. */
function limitPerSource(sorted: readonly Problem[]): Problem[] {
  const bySource = new Map<string, Problem[]>();
  for (const problem of sorted) {
    const same = bySource.get(problem.source);
    if (same) {
      same.push(problem);
    } else {
      bySource.set(problem.source, [problem]);
    }
  }
  return [...bySource.values()].flatMap(limitProblems);
}
