import type {
  EnvironmentRollout,
  ImpactNode,
  ImpactSummary,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** What an impact report counts, in one sentence. */
export function summaryWords(summary: ImpactSummary): string {
  const { affected, unaffected, notEvaluated } = summary;
  const parts = [
    `${count(affected, 'environment')} would change`,
    `${unaffected} would not`,
    ...(notEvaluated > 0 ? [`${notEvaluated} could not be evaluated`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** What would be lost, as something to agree to; `undefined` when nothing would. */
export function lossWords(summary: ImpactSummary): string | undefined {
  if (summary.destructive === 0) {
    return undefined;
  }
  const parts = [
    ...(summary.replaced > 0 ? [`${count(summary.replaced, 'resource')} replaced`] : []),
    ...(summary.destroyed > 0 ? [`${count(summary.destroyed, 'resource')} destroyed`] : []),
    ...(summary.blocked > 0 ? [`${count(summary.blocked, 'resource')} blocked`] : []),
  ];
  const others = summary.destructive - summary.replaced - summary.destroyed - summary.blocked;
  if (others > 0) {
    parts.push(`${count(others, 'resource')} left behind`);
  }
  return parts.join(', ');
}

/** What would happen to a node, as one word after the other: `unchanged → replace`. */
export function actionWords(node: ImpactNode): string {
  const before = node.actionBefore ?? 'not there';
  const after = node.action ?? 'no longer made';
  return before === after ? after : `${before} → ${after}`;
}

/** The definition and version of a node, before and after where they differ. */
export function definitionWords(node: ImpactNode): string {
  const after = versionWords(node.definition, node.version);
  const before = versionWords(node.definitionBefore, node.versionBefore);
  return before === after || !before ? (after ?? '–') : `${before} → ${after ?? 'none'}`;
}

/** With which version of a rollout under way an environment is planned; `undefined` when no rollout takes it in. */
export function rolloutWords(rollouts: readonly EnvironmentRollout[]): string | undefined {
  const sentences = rollouts.map(({ definition, version, hasArrived }) =>
    hasArrived
      ? `A rollout has brought version ${version} of ${definition} here, so it is planned with that.`
      : `A rollout has yet to bring version ${version} of ${definition} here, so it is planned without.`,
  );
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function versionWords(name: string | undefined, version: number | undefined): string | undefined {
  return name === undefined ? undefined : `${name} v${version}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
