import type { Problem } from '@tutti/score';
import { builtInResourceTypes } from '../builtInResourceTypes';
import type {
  DriverDescriptor,
  EnvironmentTypeSpec,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '../../model';
import { KnownNames } from '../../schema';
import { manifestKey } from '../Manifest';
import type { Manifest, ManifestOf } from '../Manifest';
import { problemAt } from '../problemAt';

/** A manifest of kind `ResourceDefinition`. */
export type DefinitionManifest = ManifestOf<'ResourceDefinition', ResourceDefinitionSpec>;

/** All that manifests are checked against, and what is found. */
export class CheckContext {
  readonly manifests: readonly Manifest[];
  readonly problems: Problem[] = [];
  readonly bad = new Set<string>();
  readonly types = new Map<string, ResourceTypeSpec>();
  readonly environmentTypes = new Map<string, EnvironmentTypeSpec>();
  readonly definitionNames = new Set<string>();
  readonly drivers: Map<string, DriverDescriptor>;
  /** The names of what may be referred to, for hints. */
  readonly names: Record<'types' | 'environmentTypes' | 'definitions' | 'drivers', KnownNames>;

  private constructor(manifests: readonly Manifest[], drivers: readonly DriverDescriptor[]) {
    this.manifests = manifests;
    this.drivers = new Map(drivers.map(driver => [driver.id, driver]));
    for (const type of builtInResourceTypes) {
      this.types.set(type.name, type);
    }
    for (const manifest of manifests) {
      if (manifest.kind === 'ResourceType') {
        this.types.set(manifest.name, manifest.spec);
      } else if (manifest.kind === 'EnvironmentType') {
        this.environmentTypes.set(manifest.name, manifest.spec);
      } else if (manifest.kind === 'ResourceDefinition') {
        this.definitionNames.add(manifest.name);
      }
    }
    this.names = {
      types: KnownNames.create(this.types.keys()),
      environmentTypes: KnownNames.create(this.environmentTypes.keys()),
      definitions: KnownNames.create(this.definitionNames),
      drivers: KnownNames.create(this.drivers.keys()),
    };
  }

  /** Manifests are checked against each other and against the drivers. */
  static create(
    manifests: readonly Manifest[],
    drivers: readonly DriverDescriptor[],
  ): CheckContext {
    return new CheckContext(manifests, drivers);
  }

  /** All definitions. */
  definitions(): DefinitionManifest[] {
    return this.manifests.filter(manifest => manifest.kind === 'ResourceDefinition');
  }

  /** Reports an error at a place of a manifest, which is then left out. */
  error(manifest: Manifest, pointer: string, code: string, message: string, hint?: string): void {
    this.problems.push(problemAt(manifest.document, pointer, code, message, hint));
    this.bad.add(manifestKey(manifest));
  }

  /** Reports what may be meant, and may not. */
  warn(manifest: Manifest, pointer: string, code: string, message: string, hint?: string): void {
    const problem = problemAt(manifest.document, pointer, code, message, hint);
    this.problems.push({ ...problem, severity: 'warning' });
  }
}
