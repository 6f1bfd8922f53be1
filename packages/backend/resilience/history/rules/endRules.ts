import type { Rule } from '../Snapshot';

const UNDER_WAY = ['pending', 'planning', 'applying', 'verifying'];
/** Milliseconds between the clocks of two records of one moment. */
const SLACK = 5;

/** Every deployment ends, or waits for people. */
export const nothingIsStuck: Rule = {
  name: 'No deployment is stuck',
  check({ deployments }) {
    return deployments
      .filter(({ status }) => UNDER_WAY.includes(status))
      .map(({ number, environment, status }) => `${number} of ${environment} is still ${status}.`);
  },
};

/** Every environment ends as it is wanted: its last deployment has succeeded. */
export const lastOnesSucceed: Rule = {
  name: 'The last deployment of each environment succeeded',
  check({ deployments }) {
    const last = new Map<string, (typeof deployments)[number]>();
    for (const deployment of [...deployments].sort((a, b) => a.number - b.number)) {
      last.set(deployment.environment, deployment);
    }
    return [...last.values()]
      .filter(({ status }) => status !== 'succeeded')
      .map(({ number, environment, status }) => `${number} of ${environment} is ${status}.`);
  },
};

/** Everybody was told of everything: no message waits, and none was removed that was not told. */
export const everythingIsTold: Rule = {
  name: 'Every message is told before it is removed',
  check({ changes, outbox, records }) {
    const messages = changes.filter(
      ({ relation, old, new: row }) => relation === 'outbox' && (row ?? old)?.kind === 'event',
    );
    const written = new Map(
      messages.filter(({ new: row }) => row).map(({ new: row, at }) => [Number(row!.id), at]),
    );
    const told = records.filter(({ what }) => what === 'told');
    const untold = messages.filter(({ old, new: row, at }) => {
      if (!old || row || !told.some(({ topic }) => topic === old.topic)) {
        return false; // it is still there, or nobody in the rig hears its topic
      }
      const from = (written.get(Number(old.id)) ?? 0) - SLACK;
      const wanted = JSON.parse(String(old.payload));
      return !told.some(
        record =>
          record.topic === old.topic &&
          record.payload?.application === wanted.application &&
          record.payload?.environment === wanted.environment &&
          record.at >= from &&
          record.at <= at + SLACK,
      );
    });
    return [
      ...(outbox > 0 ? [`${outbox} messages wait to be told.`] : []),
      ...untold.map(({ old }) => `Message ${old?.id} was removed and told to nobody.`),
    ];
  },
};
