import type { Rule } from '../Snapshot';

// As the design has them, and not as the code does.
const DEPLOYMENT: Record<string, string[]> = {
  pending: ['planning', 'cancelled', 'superseded'],
  planning: ['awaiting-approval', 'applying', 'planned', 'failed', 'cancelled'],
  'awaiting-approval': ['pending', 'rejected', 'cancelled', 'superseded'],
  applying: ['verifying', 'awaiting-approval', 'failed', 'needs-attention', 'cancelled'],
  verifying: ['succeeded', 'failed', 'needs-attention', 'cancelled'],
};
const NODE: Record<string, string[]> = {
  pending: ['running', 'succeeded', 'failed', 'skipped'],
  running: ['succeeded', 'failed', 'needs-attention', 'pending'],
};
const AT_WORK = ['planning', 'applying'];
/** Milliseconds in which one that came back from approval may be overtaken by one that was chosen just before. */
const OVERTAKING = 2_000;

/** Statuses change by the transition tables only. */
export const statusesFollowTheTable: Rule = {
  name: 'Statuses change by the transition tables',
  check({ changes }) {
    const tables: Record<string, Record<string, string[]>> = {
      deployments: DEPLOYMENT,
      deployment_nodes: NODE,
    };
    return changes.flatMap(({ relation, old, new: row, seq }) => {
      const from = String(old?.status);
      const to = String(row?.status);
      const table = tables[relation];
      const isRight = !table || !old || !row || from === to || table[from]?.includes(to);
      return isRight ? [] : [`Change ${seq}: one of ${relation} went from ${from} to ${to}.`];
    });
  },
};

/** Numbers are given without gaps, and the lowest of those that wait is begun, one at a time. */
export const lanesKeepTheOrder: Rule = {
  name: 'One deployment at a time in each environment, in the order of numbers',
  check({ changes }) {
    const lanes = new Map<string, Map<number, { status: string; at: number }>>();
    const wrong: string[] = [];
    for (const { relation, environment, old, new: row, at } of changes) {
      if (relation !== 'deployments' || !row) {
        continue;
      }
      const lane = lanes.get(environment!) ?? new Map<number, { status: string; at: number }>();
      lanes.set(environment!, lane);
      const number = Number(row.number);
      const status = String(row.status);
      if (!old && number !== lane.size + 1) {
        wrong.push(`${environment} has a deployment ${number} after ${lane.size} others.`);
      }
      const isBegun = status === 'planning' && old?.status !== 'planning';
      for (const [other, its] of isBegun ? lane : []) {
        const waits = its.status === 'pending' && at - its.at > OVERTAKING;
        if (other < number && waits) {
          wrong.push(`${environment} began ${number} while ${other} was ${its.status}.`);
        } else if (other !== number && AT_WORK.includes(its.status)) {
          wrong.push(`${environment} worked on ${number} while ${other} was ${its.status}.`);
        }
      }
      const isBack = old?.status === 'awaiting-approval';
      const before = lane.get(number);
      lane.set(number, before?.status === status ? before : { status, at: isBack ? at : 0 });
    }
    return wrong;
  },
};
