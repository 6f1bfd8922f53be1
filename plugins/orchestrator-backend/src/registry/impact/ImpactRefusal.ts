import { ConflictError } from '@backstage/errors';
import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** As many names as a message has. */
const NAMED = 5;

/**
 * A change is not made before somebody has confirmed what it does. The answer is a 409 whose `error.report` is the impact
 * report to look at: one that takes something away, or one that is still being made.
 */
export abstract class ImpactRefusal extends ConflictError {
  readonly report: ImpactReport;

  protected constructor(message: string, report: ImpactReport) {
    super(message);
    this.report = report;
  }

  /** Names of definitions that the message has beside those of the report. */
  namedDefinitions(): string[] {
    return [];
  }

  /**
   * The same refusal for somebody who may see only a part of what it is about.
   *
   * @param definitions - which of {@link namedDefinitions} they may read
   */
  abstract cutTo(report: ImpactReport, definitions: ReadonlySet<string>): ImpactRefusal;
}

/** The change takes something away: the report shows what. */
export class DestructiveImpactError extends ImpactRefusal {
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
      report,
    );
    this.#exceeds = exceeds;
  }

  cutTo(report: ImpactReport): DestructiveImpactError {
    return new DestructiveImpactError(report, this.#exceeds);
  }
}

/** Why a report about a large fleet has to be made, or made again. */
export type UnfinishedImpactCause =
  /** Nobody has asked yet. */
  | { why: 'not-asked' }
  /** The report that is confirmed is not ready. */
  | { why: 'still-made' }
  /** The report that is confirmed could not be made, or is of something else. */
  | { why: 'failed' | 'other-change'; confirmed: string }
  /** The registry has moved since; with the definitions that have, as far as that is known. */
  | { why: 'registry-moved'; confirmed: string; from: string; to: string; definitions: string[] }
  /** So many environments have moved since that they cannot be looked at again while somebody waits. */
  | { why: 'environments-moved'; confirmed: string; environments: number }
  /** Where environments have moved since, more would be taken away by now. */
  | { why: 'more-taken-away'; confirmed: string; environments: number };

/** The change touches more environments than are looked at while somebody waits: the queue makes the report. */
export class UnfinishedImpactError extends ImpactRefusal {
  readonly #touched: number;
  readonly #cause: UnfinishedImpactCause;

  /** @param touched - how many environments have something that the change is about */
  constructor(report: ImpactReport, touched: number, cause: UnfinishedImpactCause) {
    super(
      `${causeWords(cause)}The change touches ${touched} environments, too many to look at while you wait: the impact ` +
        `report ${report.uid} is being made. Ask for it until it is done, look at it, and send its uid as confirmImpact.`,
      report,
    );
    this.#touched = touched;
    this.#cause = cause;
  }

  override namedDefinitions(): string[] {
    return this.#cause.why === 'registry-moved' ? this.#cause.definitions : [];
  }

  cutTo(report: ImpactReport, definitions: ReadonlySet<string>): UnfinishedImpactError {
    const cause = this.#cause;
    const shown =
      cause.why === 'registry-moved'
        ? { ...cause, definitions: cause.definitions.filter(name => definitions.has(name)) }
        : cause;
    return new UnfinishedImpactError(report, this.#touched, shown);
  }
}

function causeWords(cause: UnfinishedImpactCause): string {
  switch (cause.why) {
    case 'not-asked':
      return '';
    case 'still-made':
      return 'The report that you confirm is not ready. ';
    case 'failed':
      return `The impact report ${cause.confirmed} could not be made. `;
    case 'other-change':
      return `The impact report ${cause.confirmed} is about another change. `;
    case 'registry-moved':
      return (
        `Since the impact report ${cause.confirmed} was made, the registry has moved from revision ${cause.from} to ` +
        `${cause.to}${movedWords(cause.definitions)}. `
      );
    case 'environments-moved':
      return `Since the impact report ${cause.confirmed} was made, ${countOf(cause.environments)} moved. `;
    case 'more-taken-away':
      return (
        `Since the impact report ${cause.confirmed} was made, ${countOf(cause.environments)} moved, and more would be ` +
        `taken away by now than it shows. `
      );
    default:
      throw new Error(`There is no cause ${JSON.stringify(cause satisfies never)}.`);
  }
}

function movedWords(definitions: readonly string[]): string {
  if (definitions.length === 0) {
    return '';
  }
  const others = definitions.length - NAMED;
  const names = definitions.slice(0, NAMED).join(', ');
  return ` (definitions ${names}${others > 0 ? ` and ${others} more` : ''})`;
}

function countOf(environments: number): string {
  return environments === 1
    ? 'one environment that it is about has'
    : `${environments} environments that it is about have`;
}

function whereWords({ environments = [], hiddenEnvironments = 0 }: ImpactReport): string {
  const touched = environments.filter(each => each.nodes.some(node => node.destructive));
  const named = touched
    .slice(0, NAMED)
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
