import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { listChangedDefinitions } from '../../database/reports/listChangedDefinitions';
import { isAbout, showsAll } from './confirms';
import type { ImpactAnalysis, ImpactScope } from './ImpactAnalysis';
import {
  DestructiveImpactError,
  UnfinishedImpactError,
  type UnfinishedImpactCause,
} from './ImpactRefusal';
import type { Impacts } from './Impacts';

/** What an {@link ImpactGuard} works with. */
export interface ImpactGuardOptions {
  database: Knex;
  analysis: ImpactAnalysis;
  impacts: Impacts;
  /** So many environments are looked at while the caller waits; of more the queue makes the report. */
  inlineEnvironments: number;
}

/**
 * Refuses changes that would take something away, unless somebody has seen the report and says so.
 *
 * Of a change that touches few environments it finds out itself what is taken away, and lets pass what takes nothing. What
 * touches many is refused until a report that the queue has made is confirmed, whatever it shows. Such a report counts as
 * long as the registry is the one that it was made from; environments that have moved since are looked at again, as long
 * as they are few.
 */
export class ImpactGuard {
  readonly #options: ImpactGuardOptions;

  private constructor(options: ImpactGuardOptions) {
    this.#options = options;
  }

  static create(options: ImpactGuardOptions): ImpactGuard {
    return new ImpactGuard(options);
  }

  /**
   * @param confirmed - uid of a report about the same change that showed all that it takes away
   * @param by - entity reference or subject of who changes
   * @param options.nobodyWaits - looks at every environment itself, however many there are: for work of the queue
   * @throws DestructiveImpactError with a new report; UnfinishedImpactError with one that the queue makes; ProblemsError for
   *   what is wrong in the change.
   */
  async assertConfirmed(
    change: ImpactChange,
    confirmed: string | undefined,
    by: string,
    options: { nobodyWaits?: boolean } = {},
  ): Promise<void> {
    const { analysis, impacts, inlineEnvironments } = this.#options;
    const scope = await analysis.scope(change, { existingOnly: true });
    const seen = confirmed === undefined ? undefined : await impacts.get(confirmed);
    if (scope.records.length > inlineEnvironments && !options.nobodyWaits) {
      await this.#assertSeen(scope, seen, by);
      return;
    }
    const content = await analysis.evaluate(scope);
    if (content.summary.destructive === 0) {
      return;
    }
    if (seen && isAbout(seen, change) && showsAll(seen, content.environments)) {
      return;
    }
    const report = await impacts.record(change, content, by);
    throw new DestructiveImpactError(report, seen !== undefined);
  }

  /** Of a large fleet. @throws UnfinishedImpactError. */
  async #assertSeen(scope: ImpactScope, seen: ImpactReport | undefined, by: string): Promise<void> {
    const { impacts } = this.#options;
    const { change, records } = scope;
    if (seen && isAbout(seen, change) && !hasEnded(seen)) {
      throw new UnfinishedImpactError(seen, records.length, { why: 'still-made' });
    }
    const cause = await this.#doubt(scope, seen);
    if (cause) {
      const report = await impacts.order(change, by);
      throw new UnfinishedImpactError(report, records.length, cause);
    }
  }

  /** Why a report does not confirm a change; undefined: it does. */
  async #doubt(
    scope: ImpactScope,
    seen: ImpactReport | undefined,
  ): Promise<UnfinishedImpactCause | undefined> {
    const { analysis, database, impacts, inlineEnvironments } = this.#options;
    if (!seen) {
      return { why: 'not-asked' };
    }
    const confirmed = seen.uid;
    if (!isAbout(seen, scope.change)) {
      return { why: 'other-change', confirmed };
    }
    if (seen.status !== 'done') {
      return { why: 'failed', confirmed };
    }
    const from = seen.registryRevision ?? '?';
    const to = scope.before.revision;
    if (from !== to) {
      const definitions = await listChangedDefinitions(database, confirmed);
      return { why: 'registry-moved', confirmed, from, to, definitions };
    }
    const marks = await impacts.marks(confirmed);
    const moved = scope.records.filter(({ uid }) => marks[uid] !== scope.marks.get(uid));
    if (moved.length > inlineEnvironments) {
      return { why: 'environments-moved', confirmed, environments: moved.length };
    }
    const { environments } = await analysis.evaluate({ ...scope, records: moved });
    return showsAll(seen, environments)
      ? undefined
      : { why: 'more-taken-away', confirmed, environments: moved.length };
  }
}

function hasEnded({ status }: ImpactReport): boolean {
  return status === 'done' || status === 'failed';
}
