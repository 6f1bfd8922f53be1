import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  EnvironmentImpact,
  ImpactChange,
  ImpactSummary,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { toError } from '@backstage/errors';
import { readSet } from '../../database/deployments/readSet';
import { listLedgerOfEnvironment } from '../../database/ledger/listLedgerOfEnvironment';
import { listEnvironmentsWithTypes } from '../../database/registry/listEnvironmentsWithTypes';
import type { RolloutUnderWay } from '../../database/rollouts/listRolloutsUnderWay';
import type { EnvironmentRecord, Environments } from '../../environments/Environments';
import { toLedgerRow } from '../../ledger/toLedgerRow';
import type { Values } from '../../secrets/Values';
import { pinsOf } from '../pins/pinsOf';
import type { RegistryReading } from '../Registry';
import type { CandidateRegistry } from './candidateRegistry';
import { environmentImpact, type Impact } from './environmentImpact';
import { findCandidate, type CandidateSources } from './findCandidate';
import { arrivalsIn, registriesIn } from './registriesIn';
import { worldMarks } from './worldMarks';

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
  /** By uid of the environment: the state of the world that it was planned from; see `worldMarks`. */
  marks: Record<string, string>;
}

/** A change, and the world in which it is thought through. */
export interface ImpactScope {
  change: ImpactChange;
  before: RegistryReading;
  after: CandidateRegistry;
  rollouts: RolloutUnderWay[];
  /** The environments to look at, by application and name. */
  records: EnvironmentRecord[];
  /** By uid of the environment; read before anything is planned. */
  marks: Map<string, string>;
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
   * Reads what a change is to be thought through with; plans nothing.
   *
   * @param options.existingOnly - passes over environments in which nothing of the changed types exists: nothing can be
   *   taken away there, which is all that a guard asks
   * @throws ProblemsError for what is wrong in the change's files; NotFoundError for what it names and there is not.
   */
  async scope(
    change: ImpactChange,
    options: { existingOnly?: boolean } = {},
  ): Promise<ImpactScope> {
    const { database, environments } = this.#options;
    const { before, after, rollouts } = await findCandidate(this.#options, change);
    const all = await environments.records({});
    const touched = options.existingOnly
      ? new Set(await listEnvironmentsWithTypes(database, [...after.types]))
      : undefined;
    const records = all.filter(({ uid }) => touched === undefined || touched.has(uid));
    const marks = await worldMarks(database, records, rollouts);
    return { change, before, after, rollouts, records, marks };
  }

  /** Evaluates a change. One environment that cannot be evaluated is told of as such and stops no other. */
  async evaluate(scope: ImpactScope, signal?: AbortSignal): Promise<ImpactContent> {
    const impacts: EnvironmentImpact[] = [];
    for (const record of scope.records) {
      signal?.throwIfAborted();
      impacts.push(await this.#evaluateIn(record, scope));
      await nextTurn(); // others want to be answered meanwhile
    }
    impacts.sort((left, right) => rank(left) - rank(right)); // stable: by application and name
    return {
      registryRevision: scope.before.revision,
      summary: summaryOf(impacts),
      environments: impacts,
      marks: Object.fromEntries(scope.records.map(({ uid }) => [uid, scope.marks.get(uid) ?? ''])),
    };
  }

  async #evaluateIn(record: EnvironmentRecord, scope: ImpactScope): Promise<EnvironmentImpact> {
    const { application, name, uid, type } = record;
    const rollouts = arrivalsIn(record, scope.rollouts);
    const place = {
      ...{ application, environment: name, environmentUid: uid, environmentType: type },
      ...(rollouts.length > 0 && { rollouts }),
    };
    try {
      return { ...place, ...(await this.#impactIn(record, scope)) };
    } catch (error) {
      const reason = `It could not be evaluated: ${toError(error).message}`;
      return { ...place, result: 'not-evaluated', reason, nodes: [] };
    }
  }

  async #impactIn(environment: EnvironmentRecord, scope: ImpactScope): Promise<Impact> {
    const { database, values, drivers } = this.#options;
    const { uid, name, type, labels, application, applicationLabels } = environment;
    if (environment.status === 'deleting' || environment.status === 'delete-failed') {
      const reason = `It is being deleted (${environment.status}).`;
      return { result: 'not-evaluated', reason, nodes: [] };
    }
    const { before, after } = registriesIn(environment, scope);
    const world = {
      registry: before,
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
    return environmentImpact(world, after, scope.change.rollout);
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
