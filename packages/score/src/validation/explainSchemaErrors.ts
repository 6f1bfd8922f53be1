import type { Finding } from '../problems/Finding';
import { explainSchemaError } from './explainSchemaError';
import type { SchemaError } from './SchemaError';

/** More than anybody is shown of one file; a file of nonsense has a hundred thousand. */
const MAXIMUM_ERRORS = 1000;

/**
 * Turns the validator's errors into one finding per mistake. The errors of the branches of a choice
 * (`oneOf`, `anyOf`) that is described in words are left out, because the choice says it all, and
 * several broken rules of one described value are one finding. Where a value has to be one of a few, its
 * type is not worth a finding of its own.
 */
export function explainSchemaErrors(errors: readonly SchemaError[]): Finding[] {
  const examined = errors.slice(0, MAXIMUM_ERRORS);
  const choices = new Set(examined.filter(isDescribedChoice).map(placeOf));
  const oneOfFew = new Set(examined.filter(isOneOfFew).map(error => error.instancePath));
  const findings = new Map<string, Finding>();
  for (const error of examined) {
    const isRedundant =
      // A name that breaks the rules has its own error; `propertyNames` only says that there is one.
      error.keyword === 'propertyNames' ||
      (error.keyword === 'type' && oneOfFew.has(error.instancePath)) ||
      isInChoice(error, choices);
    if (!isRedundant) {
      const finding: Finding = {
        severity: 'error',
        code: 'schema',
        ...explainSchemaError(error),
      };
      findings.set(`${finding.pointer} ${finding.message}`, finding);
    }
  }
  return [...findings.values()];
}

function isOneOfFew({ keyword }: SchemaError): boolean {
  return keyword === 'const' || keyword === 'enum';
}

function isDescribedChoice(error: SchemaError): boolean {
  return (
    (error.keyword === 'oneOf' || error.keyword === 'anyOf') &&
    error.parentSchema?.description !== undefined
  );
}

/** The branches of a choice have its schema path, a slash and their number, at the same value. */
function isInChoice(error: SchemaError, choices: Set<string>): boolean {
  const branch = /\/(?:oneOf|anyOf)(?=\/)/g;
  let match = branch.exec(error.schemaPath);
  while (match) {
    const schemaPath = error.schemaPath.slice(0, branch.lastIndex);
    if (choices.has(placeOf({ ...error, schemaPath }))) {
      return true;
    }
    match = branch.exec(error.schemaPath);
  }
  return false;
}

function placeOf(error: Pick<SchemaError, 'instancePath' | 'schemaPath'>): string {
  return `${error.instancePath} ${error.schemaPath}`;
}
