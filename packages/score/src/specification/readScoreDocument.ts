import type { JsonValue } from '../json/JsonValue';
import { applyImages } from '../overrides/applyImages';
import { applyOverrides } from '../overrides/applyOverrides';
import type { Finding } from '../problems/Finding';
import { hasErrors } from '../problems/hasErrors';
import type { Problem } from '../problems/Problem';
import { upgradeWorkload } from '../upgrades/upgradeWorkload';
import { checkWorkload } from '../validation/checkWorkload';
import { validateScore } from '../validation/validateScore';
import type { LocatedDocument } from '../yaml/LocatedDocument';
import type { ReadScoreOptions, ScoreFile } from './ReadScoreOptions';
import type { Workload } from './Workload';
import { WorkloadLocator } from './WorkloadLocator';

/**
 * Takes one document from what was written to a workload: overrides, upgrades, schema, checks beyond the
 * schema, images. The file is absent when any of the problems is an error.
 */
export function readScoreDocument(
  document: LocatedDocument,
  options: ReadScoreOptions,
): { file?: ScoreFile; problems: Problem[] } {
  const overriding = applyOverrides(document.value, options);
  const upgrade = upgradeWorkload(overriding.value);
  const findings = [
    ...overriding.findings,
    ...upgrade.findings,
    ...validate(upgrade.value, options),
  ];
  const locator = new WorkloadLocator(document, {
    moved: upgrade.moved,
    overridden: overriding.overridden,
  });
  const problems = findings.map(finding => locator.toProblem(finding));
  if (hasErrors(problems)) {
    return { problems };
  }

  const imaged = applyImages(upgrade.value as unknown as Workload, options.images ?? {});
  problems.push(...imaged.findings.map(finding => locator.toProblem(finding)));
  if (hasErrors(problems)) {
    return { problems };
  }
  const file: ScoreFile = {
    workload: imaged.workload,
    document: {
      source: document.source,
      value: document.value,
      locate: pointer => locator.locate(pointer),
    },
    changes: upgrade.changes,
  };
  return { file, problems };
}

/**
 * What the schema refuses, and what the other checks find at places where it found nothing. The check of
 * the name is for those who skip the schema, which says the same and more.
 */
function validate(value: JsonValue, options: ReadScoreOptions): Finding[] {
  const refused = validateScore(value, options);
  const places = new Set(refused.map(finding => finding.pointer));
  return [
    ...refused,
    ...checkWorkload(value).filter(
      finding => finding.code !== 'metadata' && !places.has(finding.pointer),
    ),
  ];
}
