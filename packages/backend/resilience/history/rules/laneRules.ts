import type { Change, Rule } from '../Snapshot';

/** Statuses that only the owner of a lane moves a deployment into. */
const OWNERS = new Set([
  'planning',
  'applying',
  'verifying',
  'planned',
  'succeeded',
  'failed',
  'needs-attention',
  'awaiting-approval',
]);

/** Every claim of a lane takes the next number, so no two owners ever share one. */
export const fencesGrow: Rule = {
  name: 'Each claim of a lane has the next fence',
  check({ changes }) {
    const last = new Map<string, number>();
    return changes
      .filter(({ relation }) => relation === 'lanes')
      .flatMap(({ environment, new: lane, writer }) => {
        const before = last.get(environment!) ?? 0;
        const fence = Number(lane?.fence);
        last.set(environment!, fence);
        return fence === before + 1
          ? []
          : [`${writer} claimed the lane ${environment} with ${fence} after ${before}.`];
      });
  },
};

/** Whoever lost a lane writes nothing any more, whatever it still believes. */
export const onlyOwnersWrite: Rule = {
  name: 'Only the owner of a lane writes',
  check({ changes }) {
    const owners = new Map<string, { writer: string; fence: number }>();
    const wrong: string[] = [];
    for (const change of changes) {
      const { environment = '', relation, writer, seq } = change;
      if (relation === 'lanes') {
        owners.set(environment, { writer, fence: Number(change.new?.fence) });
      } else if (isOwnersWork(change)) {
        const owner = owners.get(environment);
        const fence = relation === 'journal' && !change.old ? Number(change.new?.fence) : undefined;
        if (owner?.writer !== writer || (fence !== undefined && fence !== owner.fence)) {
          wrong.push(
            `Change ${seq} of ${relation} in ${environment} is by ${writer} (fence ${fence ?? 'unknown'}), while ${owner?.writer} owned the lane (${owner?.fence}).`,
          );
        }
      }
    }
    return wrong;
  },
};

function isOwnersWork({ relation, old, new: row }: Change): boolean {
  if (relation === 'deployments') {
    return row?.status !== old?.status && OWNERS.has(String(row?.status));
  }
  return relation === 'journal' || relation === 'ledger' || relation === 'deployment_nodes';
}
