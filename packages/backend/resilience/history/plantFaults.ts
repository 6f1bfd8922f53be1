import { oneCommitPerDeployment, targetIsAsDesired } from './rules/deliveryRules';
import { everythingIsTold, lastOnesSucceed, nothingIsStuck } from './rules/endRules';
import {
  evidenceIsTrue,
  intentComesFirst,
  nothingHappensTwice,
  secretsStay,
} from './rules/journalRules';
import { fencesGrow, onlyOwnersWrite } from './rules/laneRules';
import { ledgerIsTrue, oneCurrentIncarnation } from './rules/ledgerRules';
import { lanesKeepTheOrder, statusesFollowTheTable } from './rules/statusRules';
import type { Change, Rule, Snapshot } from './Snapshot';

/** A fault that the product might have, put into a history that is right, and the rule that has to object. */
interface PlantedFault {
  fault: string;
  rule: Rule;
  plant(snapshot: Snapshot): Partial<Snapshot>;
}

const FAULTS: PlantedFault[] = [
  {
    fault: 'two owners with one fence',
    rule: fencesGrow,
    plant: ({ changes }) => ({ changes: [...changes, last(changes, is('lanes'))] }),
  },
  {
    fault: 'evidence of somebody who lost the lane',
    rule: onlyOwnersWrite,
    plant: ({ changes }) => ({
      changes: changed(changes, is('journal'), change => ({ ...change, writer: 'somebody' })),
    }),
  },
  {
    fault: 'a deployment that succeeded without being worked on',
    rule: statusesFollowTheTable,
    plant: ({ changes }) => ({
      changes: changed(changes, isDone, change => ({
        ...change,
        old: { ...change.old, status: 'pending' },
      })),
    }),
  },
  {
    fault: 'a number too high',
    rule: lanesKeepTheOrder,
    plant: ({ changes }) => ({
      changes: [
        ...changes,
        { ...last(changes, isDone), old: undefined, new: { number: 1_000_000, status: 'pending' } },
      ],
    }),
  },
  {
    fault: 'an effect without an intent',
    rule: intentComesFirst,
    plant: ({ records }) => ({
      records: [...records, { ...lastDone(records), key: 'never written down' }],
    }),
  },
  {
    fault: 'success without an effect',
    rule: evidenceIsTrue,
    plant: ({ records }) => ({ records: records.filter(({ what }) => what !== 'done') }),
  },
  {
    fault: 'an effect that happens again under another key',
    rule: nothingHappensTwice,
    plant: ({ records }) => ({ records: [...records, { ...lastDone(records), key: 'another' }] }),
  },
  {
    fault: 'a password made anew',
    rule: secretsStay,
    plant: ({ records }) => ({
      records: [...records, { ...lastDone(records), what: 'again', password: 'another' }],
    }),
  },
  {
    fault: 'a second incarnation in force',
    rule: oneCurrentIncarnation,
    plant: ({ changes }) => {
      const change = last(
        changes,
        ({ relation, new: row }) => relation === 'ledger' && row?.role === 'current',
      );
      return { changes: [...changes, { ...change, new: { ...change.new, uid: 'another' } }] };
    },
  },
  { fault: 'a thing that is lost', rule: ledgerIsTrue, plant: () => ({ things: [] }) },
  {
    fault: 'a thing that nobody knows',
    rule: ledgerIsTrue,
    plant: ({ things }) => ({ things: [...things, { ...things[0], ledgerUid: 'another' }] }),
  },
  {
    fault: 'an image that was never delivered',
    rule: targetIsAsDesired,
    plant: ({ environments: [first, ...others] }) => ({
      environments: [{ ...first, delivered: { ...first.delivered, web: 'old' } }, ...others],
    }),
  },
  {
    fault: 'a second commit',
    rule: oneCommitPerDeployment,
    plant: ({ commits }) => ({ commits: [...commits, commits[0]] }),
  },
  {
    fault: 'a deployment that nobody works on',
    rule: nothingIsStuck,
    plant: ({ deployments: [first, ...others] }) => ({
      deployments: [{ ...first, status: 'applying' }, ...others],
    }),
  },
  {
    fault: 'an environment that is not as it is wanted',
    rule: lastOnesSucceed,
    plant: ({ deployments }) => ({
      deployments: deployments.map(each => ({ ...each, status: 'failed' })),
    }),
  },
  {
    fault: 'a message that is told to nobody',
    rule: everythingIsTold,
    plant: ({ records }) => {
      const told = records.findLast(({ what }) => what === 'told');
      return {
        records: records
          .filter(
            ({ what, payload }) =>
              what !== 'told' || payload?.environment !== told?.payload?.environment,
          )
          .concat({ ...told!, payload: { application: 'none', environment: 'none' } }),
      };
    },
  },
];

/**
 * Holds the rules themselves to account: each has to object to a fault of its kind in this very history, which is right
 * otherwise.
 *
 * @returns one sentence for each fault that a rule lets pass
 */
export function plantFaults(snapshot: Snapshot): string[] {
  return FAULTS.flatMap(({ fault, rule, plant }) => {
    const before = rule.check(snapshot).length;
    const after = rule.check({ ...snapshot, ...plant(snapshot) }).length;
    return after > before ? [] : [`"${rule.name}" lets pass: ${fault}.`];
  });
}

type Test = (change: Change) => boolean;

function is(relation: string): Test {
  return change => change.relation === relation && change.new !== undefined;
}

function isDone(change: Change): boolean {
  return change.relation === 'deployments' && change.new?.status === 'succeeded';
}

function last(changes: Change[], test: Test): Change {
  return changes.findLast(test)!;
}

function lastDone(records: Snapshot['records']): Snapshot['records'][number] {
  return records.findLast(({ what, operation }) => what === 'done' && operation === 'apply')!;
}

function changed(changes: Change[], test: Test, change: (from: Change) => Change): Change[] {
  const index = changes.findLastIndex(test);
  return changes.with(index, change(changes[index]));
}
