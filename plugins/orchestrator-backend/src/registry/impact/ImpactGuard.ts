import { ConflictError } from '@backstage/errors';
import type {
  EnvironmentImpact,
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ImpactAnalysis, ImpactContent } from './ImpactAnalysis';
import { changeHash, type Impacts } from './Impacts';

/** As many environments as a message names. */
const NAMED_ENVIRONMENTS = 5;

/** The change takes something away. The answer is a 409 whose `error.report` is the impact report. */
export class DestructiveImpactError extends ConflictError {
  readonly report: ImpactReport;
  readonly #exceeds: boolean;

  /**
   * @param report - as far as the caller may see it: the message names environments of it
   * @param exceeds - whether a report was confirmed that shows less than this
   */
  constructor(report: ImpactReport, exceeds: boolean) {
    super(
      `The change would take something away: ${whereWords(report)} ` +
        `${exceeds ? 'That is more than the report that you confirm shows. ' : ''}` +
        `Look at the impact report ${report.uid}, and send its uid as confirmImpact to change it all the same.`,
    );
    this.report = report;
    this.#exceeds = exceeds;
  }

  /** Whether a report was confirmed that shows less than this; in no answer, as the message says so. */
  get exceeds(): boolean {
    return this.#exceeds;
  }
}

function whereWords({ environments = [], hiddenEnvironments = 0 }: ImpactReport): string {
  const touched = environments.filter(each => each.nodes.some(node => node.destructive));
  const named = touched
    .slice(0, NAMED_ENVIRONMENTS)
    .map(({ application, environment, reason }) => `${application}/${environment}: ${reason}`);
  const others = touched.length - named.length;
  return [
    ...named,
    ...(others > 0 ? [`So it is in ${others} more.`] : []),
    ...(hiddenEnvironments > 0
      ? [`Its numbers are also of environments that you may not see: ${hiddenEnvironments}.`]
      : []),
  ].join(' ');
}

/** Refuses changes that would take something away, unless somebody has seen the report and says so. */
export class ImpactGuard {
  readonly #analysis: ImpactAnalysis;
  readonly #impacts: Impacts;

  private constructor(options: { analysis: ImpactAnalysis; impacts: Impacts }) {
    this.#analysis = options.analysis;
    this.#impacts = options.impacts;
  }

  static create(options: { analysis: ImpactAnalysis; impacts: Impacts }): ImpactGuard {
    return new ImpactGuard(options);
  }

  /**
   * @param confirmed - uid of a report about the same change that showed all that it takes away
   * @param by - entity reference or subject of who changes
   * @throws DestructiveImpactError with a new report; ProblemsError for what is wrong in the change.
   */
  async assertConfirmed(
    change: ImpactChange,
    confirmed: string | undefined,
    by: string,
  ): Promise<void> {
    const content = await this.#analysis.evaluate(change, { existingOnly: true });
    if (content.summary.destructive === 0) {
      return;
    }
    const seen = confirmed === undefined ? undefined : await this.#impacts.get(confirmed);
    if (seen && covers(seen, change, content)) {
      return;
    }
    const report = await this.#impacts.record(change, content, by);
    throw new DestructiveImpactError(report, seen !== undefined);
  }
}

/** What was agreed to is what happens: the report is about this change and shows all that it takes away now. */
function covers(seen: ImpactReport, change: ImpactChange, now: ImpactContent): boolean {
  const known = new Set(destructive(seen.environments ?? []));
  return (
    changeHash(seen.change) === changeHash(change) &&
    destructive(now.environments).every(text => known.has(text))
  );
}

function destructive(environments: EnvironmentImpact[]): string[] {
  return environments.flatMap(({ environmentUid, nodes }) =>
    nodes
      .filter(node => node.destructive)
      .map(({ node, action }) => `${environmentUid} ${node} ${action}`),
  );
}
