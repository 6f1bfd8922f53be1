import { DatabaseDefinitionVersions } from './versions/DatabaseDefinitionVersions';
import type { DefaultRegistry } from './DefaultRegistry';
import { GuardedManifests } from './impact/GuardedManifests';
import { GuardedVersions } from './impact/GuardedVersions';
import { ImpactAnalysis, type ImpactAnalysisOptions } from './impact/ImpactAnalysis';
import { ImpactGuard } from './impact/ImpactGuard';
import { Impacts, type ImpactsOptions } from './impact/Impacts';

/** Where nothing else is configured, more environments than this are left to the queue. */
const INLINE_ENVIRONMENTS = 20;

/** What {@link startImpact} needs. */
export type StartImpactOptions = Omit<ImpactAnalysisOptions, 'registry'> &
  Omit<ImpactsOptions, 'analysis' | 'inlineEnvironments'> & {
    registry: DefaultRegistry;
    /** So many environments are evaluated while a caller waits; more in the queue. Default 20. */
    inlineEnvironments?: number;
  };

/** Makes what answers questions about impact, and puts it in front of all that changes the registry. */
export function startImpact(options: StartImpactOptions) {
  const { database, registry, inlineEnvironments = INLINE_ENVIRONMENTS } = options;
  const analysis = ImpactAnalysis.create(options);
  const impacts = Impacts.create({ ...options, analysis, inlineEnvironments });
  const guard = ImpactGuard.create({ database, analysis, impacts, inlineEnvironments });
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
