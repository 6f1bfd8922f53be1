import type { ImpactChange } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DefinitionVersion, DriverDescriptor } from '@tutti/planner';
import type { Knex } from 'knex';
import { listBoundVersions } from '../../database/registry/listBoundVersions';
import {
  listRolloutsUnderWay,
  type RolloutUnderWay,
} from '../../database/rollouts/listRolloutsUnderWay';
import { readRegistryContents } from '../../database/registry/readRegistryContents';
import type { Registry, RegistryReading } from '../Registry';
import { findVersion } from '../versions/findVersion';
import { candidateRegistry, type CandidateRegistry } from './candidateRegistry';

/** What {@link findCandidate} reads from. */
export interface CandidateSources {
  database: Knex;
  registry: Pick<Registry, 'snapshot'>;
  drivers: () => DriverDescriptor[];
}

/**
 * The registry as it is, with all versions that rows of the ledger and pins are bound to and those that rollouts under way
 * bring, and as a change would leave it.
 *
 * @throws ProblemsError for what is wrong in the change's files; NotFoundError for what it names and there is not.
 */
export async function findCandidate(
  { database, registry, drivers }: CandidateSources,
  change: ImpactChange,
): Promise<{ before: RegistryReading; after: CandidateRegistry; rollouts: RolloutUnderWay[] }> {
  const rollouts = await listRolloutsUnderWay(database);
  const before = await registry.snapshot([...(await listBoundVersions(database)), ...rollouts]);
  const contents = await readRegistryContents(database);
  const promoted: DefinitionVersion[] = [];
  for (const place of [...(change.promote ?? []), ...(change.rollout ? [change.rollout] : [])]) {
    const { criteria, ...version } = await findVersion(database, place);
    promoted.push({ ...version, spec: { ...version.spec, criteria } });
  }
  const after = candidateRegistry({
    ...{ contents, snapshot: before.registry, change, promoted, drivers: drivers() },
  });
  return { before, after, rollouts };
}
