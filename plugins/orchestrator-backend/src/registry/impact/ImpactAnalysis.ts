import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  EnvironmentImpact,
  ImpactChange,
  ImpactSummary,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RegistrySnapshot } from '@tutti/planner';
import { toError } from '@backstage/errors';
import { readSet } from '../../database/deployments/readSet';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import { listEnvironmentsWithTypes } from '../../database/registry/listEnvironmentsWithTypes';
import type { EnvironmentRecord, Environments } from '../../environments/Environments';
import { toLedgerRow } from '../../ledger/toLedgerRow';
import type { Values } from '../../secrets/Values';
import { pinsOf } from '../pins/pinsOf';
import { environmentImpact, type Impact } from './environmentImpact';
import { findCandidate, type CandidateSources } from './findCandidate';

/** What an {@link ImpactAnalysis} works with. */
export interface ImpactAnalysisOptions extends CandidateSources {
  environments: Pick<Environments, 'records'>;
  values: Values;
}

/** What a change would do, as it is stored. */
export interface ImpactContent {
  registryRevision: string;
  summary: ImpactSummary;
  environments: EnvironmentImpact[];
}

/** Finds out what a change to the registry would do, environment by environment, without doing it. */
export class ImpactAnalysis {
  readonly #options: ImpactAnalysisOptions;

  private constructor(options: ImpactAnalysisOptions) {
    this.#options = options;
  }

  static create(options: ImpactAnalysisOptions): ImpactAnalysis {
    return new ImpactAnalysis(options);
  }

  /** How many environments there are to look at. */
  async size(): Promise<number> {
    return (await this.#options.environments.records({})).length;
  }

  /**
   * Evaluates a change. One environment that cannot be evaluated is told of as such and stops no other.
   *
   * @param options.existingOnly - passes over environments in which nothing of the changed types exists: nothing can be
   *   taken away there, which is all that a guard asks
   * @throws ProblemsError for what is wrong in the change's files; NotFoundError for what it names and there is not.
   */
  async evaluate(
    change: ImpactChange,
    options: { existingOnly?: boolean; signal?: AbortSignal } = {},
  ): Promise<ImpactContent> {
    const { database, environments } = this.#options;
    const { before, after } = await findCandidate(this.#options, change);
    const touched = options.existingOnly
      ? new Set(await listEnvironmentsWithTypes(database, [...after.types]))
      : undefined;
    const impacts: EnvironmentImpact[] = [];
    for (const record of await environments.records({})) {
      options.signal?.throwIfAborted();
      if (touched === undefined || touched.has(record.uid)) {
        impacts.push(await this.#evaluateIn(record, before.registry, after.registry, change));
        await nextTurn(); // others want to be answered meanwhile
      }
    }
    impacts.sort((left, right) => rank(left) - rank(right)); // stable: by application and name
    return {
      registryRevision: before.revision,
      summary: summaryOf(impacts),
      environments: impacts,
    };
  }

  async #evaluateIn(
    record: EnvironmentRecord,
    snapshot: RegistrySnapshot,
    after: RegistrySnapshot,
    change: ImpactChange,
  ): Promise<EnvironmentImpact> {
    const { application, name, uid, type } = record;
    const names = { application, environment: name, environmentUid: uid, environmentType: type };
    try {
      return { ...names, ...(await this.#impactIn(record, snapshot, after, change)) };
    } catch (error) {
      const reason = `It could not be evaluated: ${toError(error).message}`;
      return { ...names, result: 'not-evaluated', reason, nodes: [] };
    }
  }

  async #impactIn(
    environment: EnvironmentRecord,
    registry: RegistrySnapshot,
    after: RegistrySnapshot,
    { rollout }: ImpactChange,
  ): Promise<Impact> {
    const { database, values, drivers } = this.#options;
    const { uid, name, type, labels, application, applicationLabels } = environment;
    if (environment.status === 'deleting' || environment.status === 'delete-failed') {
      const reason = `It is being deleted (${environment.status}).`;
      return { result: 'not-evaluated', reason, nodes: [] };
    }
    const world = {
      base: await readSet(database, environment.desiredSet),
      drivers: drivers(),
      pins: await pinsOf(database, environment),
      values: (await values.forEnvironment(uid)).values,
      context: {
        application: { id: application, labels: applicationLabels },
        environment: { uid, id: name, type, labels },
      },
      ledger: (await listLedgerOfEnvironment(database, uid)).map(toLedgerRow),
    };
    return environmentImpact({ ...world, registry }, after, rollout);
  }
}

const RANKS = { affected: 0, 'not-evaluated': 1, unaffected: 2 } as const;

function rank({ result }: EnvironmentImpact): number {
  return RANKS[result];
}

function summaryOf(impacts: EnvironmentImpact[]): ImpactSummary {
  const nodes = impacts.flatMap(impact => impact.nodes);
  const count = (result: EnvironmentImpact['result']) =>
    impacts.filter(impact => impact.result === result).length;
  return {
    affected: count('affected'),
    unaffected: count('unaffected'),
    notEvaluated: count('not-evaluated'),
    replaced: nodes.filter(node => node.replaces).length,
    destroyed: nodes.filter(node => node.destroys).length,
    blocked: nodes.filter(node => node.action === 'blocked' && node.destructive).length,
    destructive: nodes.filter(node => node.destructive).length,
  };
}
