import { DatabaseDefinitionVersions } from './versions/DatabaseDefinitionVersions';
import type { DefaultRegistry } from './DefaultRegistry';
import { GuardedManifests } from './impact/GuardedManifests';
import { GuardedVersions } from './impact/GuardedVersions';
import { ImpactAnalysis, type ImpactAnalysisOptions } from './impact/ImpactAnalysis';
import { ImpactGuard } from './impact/ImpactGuard';
import { Impacts, type ImpactsOptions } from './impact/Impacts';

/** What {@link startImpact} needs. */
export type StartImpactOptions = Omit<ImpactAnalysisOptions, 'registry'> &
  Omit<ImpactsOptions, 'analysis'> & { registry: DefaultRegistry };

/** Makes what answers questions about impact, and puts it in front of all that changes the registry. */
export function startImpact(options: StartImpactOptions) {
  const { database, registry } = options;
  const analysis = ImpactAnalysis.create(options);
  const impacts = Impacts.create({ ...options, analysis });
  const guard = ImpactGuard.create({ analysis, impacts });
  const { manifests, apiVersions } = registry;
  return {
    impacts,
    guard,
    manifests: GuardedManifests.create({ manifests, guard, newVersions: apiVersions }),
    versions: GuardedVersions.create({
      versions: DatabaseDefinitionVersions.create({ database }),
      guard,
    }),
  };
}
