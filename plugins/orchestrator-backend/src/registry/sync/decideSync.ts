import {
  manifestKey,
  type DefinitionTestSpec,
  type DriverDescriptor,
  type EnvironmentTypeSpec,
  type Manifest,
  type ResourceTypeSpec,
} from '@tutti/planner';
import { canonicalHash, type Problem } from '@tutti/score';
import type { RegistryContents, StoredDefinition, StoredType } from '../RegistryContents';
import type { NewVersions } from '../sources/SourceConfig';
import type { SourceReading } from '../sources/SourceReading';
import { testTogether } from '../tests/testTogether';
import { assignNames, type NameClaim } from './assignNames';
import { definitionChange, type DeclaredDefinition } from './definitionChange';
import { refusedPromotion } from './refusedPromotion';
import { reportSources } from './reportSources';
import { storedManifests, type StoredManifest } from './StoredManifest';
import type { SyncDecision, TypeChanges } from './SyncDecision';

/** A manifest that comes into force, or stays. */
interface InForce {
  source: string;
  manifest: Manifest;
}

/**
 * Decides what a sync writes. Pure: the same contents, readings (in the order of the configuration) and drivers give
 * the same decision, and a second sync of the same files decides to write nothing.
 *
 * @param unread - names of sources that were not read this time: what they have stays as it is
 */
export function decideSync(
  contents: RegistryContents,
  readings: SourceReading[],
  drivers: DriverDescriptor[],
  unread: ReadonlySet<string> = new Set(),
): SyncDecision {
  const stored = storedManifests(contents);
  const definitions = new Map(contents.definitions.map(row => [row.name, row]));
  const assignment = assignNames(readings, stored, unread);
  const notPromoted = keepUnpromoted(assignment, stored, definitions, readings);
  const checked = testTogether({ ...assignment, stored, drivers });
  const problems = [...assignment.problems, ...notPromoted, ...checked.problems];
  const good = [...checked.good.values()];
  const stays = (key: string) => checked.good.has(key) || checked.kept.has(key);
  return {
    definitions: declaredDefinitions(good, readings).flatMap(
      each => definitionChange(each, definitions.get(each.manifest.name)) ?? [],
    ),
    archivedDefinitions: contents.definitions.filter(
      row => !row.archived && !stays(manifestKey({ kind: 'ResourceDefinition', name: row.name })),
    ),
    resourceTypes: typeChanges<ResourceTypeSpec>(
      'ResourceType',
      contents.resourceTypes,
      good,
      stays,
    ),
    environmentTypes: typeChanges<EnvironmentTypeSpec>(
      'EnvironmentType',
      contents.environmentTypes,
      good,
      stays,
    ),
    definitionTests: typeChanges<DefinitionTestSpec>(
      'DefinitionTest',
      contents.definitionTests,
      good,
      stays,
    ),
    problems: [...readings.flatMap(reading => reading.problems), ...problems],
    sources: reportSources(readings, { ...checked, problems, held: assignment.held }),
  };
}

/** Moves definitions that would promote an existing version from what is declared to what stays as it is. */
function keepUnpromoted(
  assignment: { claims: Map<string, NameClaim>; kept: Map<string, StoredManifest> },
  stored: Map<string, StoredManifest>,
  definitions: Map<string, StoredDefinition>,
  readings: SourceReading[],
): Problem[] {
  const modes = newVersionsOf(readings);
  const problems: Problem[] = [];
  for (const [key, { fresh, source }] of [...assignment.claims]) {
    const [manifest] = fresh;
    const problem =
      fresh.length === 1 && manifest.kind === 'ResourceDefinition'
        ? refusedPromotion(manifest, definitions.get(manifest.name), modes.get(source) ?? 'default')
        : undefined;
    if (problem) {
      problems.push(problem);
      assignment.claims.delete(key);
      const last = stored.get(key);
      if (last) {
        assignment.kept.set(key, last);
      }
    }
  }
  return problems;
}

function declaredDefinitions(good: InForce[], readings: SourceReading[]): DeclaredDefinition[] {
  const modes = newVersionsOf(readings);
  return good.flatMap(({ source, manifest }) =>
    manifest.kind === 'ResourceDefinition'
      ? [{ source, manifest, newVersions: modes.get(source) ?? 'default' }]
      : [],
  );
}

function newVersionsOf(readings: SourceReading[]): Map<string, NewVersions> {
  return new Map(readings.map(({ source }) => [source.name, source.newVersions]));
}

function typeChanges<TSpec extends ResourceTypeSpec | EnvironmentTypeSpec | DefinitionTestSpec>(
  kind: 'ResourceType' | 'EnvironmentType' | 'DefinitionTest',
  rows: StoredType<TSpec>[],
  good: InForce[],
  stays: (key: string) => boolean,
): TypeChanges<TSpec> {
  const byName = new Map(rows.map(row => [row.name, row]));
  const written = good
    .filter(each => each.manifest.kind === kind)
    .map(({ source, manifest }) => ({
      name: manifest.name,
      spec: manifest.spec as TSpec,
      hash: canonicalHash(manifest.spec),
      source,
      file: manifest.document.source,
    }))
    .filter(type => {
      const row = byName.get(type.name);
      const same = row?.hash === type.hash && row.source === type.source && row.file === type.file;
      return !same || row.archived;
    });
  const archived = rows
    .filter(row => !row.archived && !stays(manifestKey({ kind, name: row.name })))
    .map(row => row.name);
  return { written, archived };
}
