import { InvalidArgumentError } from 'commander';

/** One version of a definition, as commands name it: `postgres-production@4`. */
export interface VersionReference {
  definition: string;
  version: number;
}

/** Reads an argument such as `postgres-production@4`. @throws InvalidArgumentError for anything else. */
export function readVersionReference(text: string): VersionReference {
  const [, definition, version] = /^([^@\s]+)@([1-9]\d{0,8})$/.exec(text) ?? [];
  if (definition === undefined) {
    throw new InvalidArgumentError(
      'Name a definition and a version of it, such as postgres-production@4.',
    );
  }
  return { definition, version: Number(version) };
}

/** The same for an argument that may be repeated. */
export function collectVersionReferences(
  text: string,
  previous: VersionReference[] = [],
): VersionReference[] {
  return [...previous, readVersionReference(text)];
}
