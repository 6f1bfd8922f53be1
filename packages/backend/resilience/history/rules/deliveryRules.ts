import type { Rule } from '../Snapshot';

/** The delivery target holds the workloads of the desired set in their images, and no others. */
export const targetIsAsDesired: Rule = {
  name: 'The delivery target is as the desired set',
  check({ environments }) {
    return environments.flatMap(({ name, desired, delivered }) => {
      const names = [...new Set([...Object.keys(desired), ...Object.keys(delivered)])];
      return names
        .filter(workload => desired[workload] !== delivered[workload])
        .map(
          workload =>
            `${name}: ${workload} is delivered as ${delivered[workload] ?? 'nothing'}, and should be ${desired[workload] ?? 'gone'}.`,
        );
    });
  },
};

/** A deployment commits once, and no commit of an older owner comes after one of a newer. */
export const oneCommitPerDeployment: Rule = {
  name: 'One commit per deployment, never of an older fence',
  check({ commits }) {
    const seen = new Set<string>();
    const fences = new Map<string, number>();
    return commits.flatMap(({ id, deployment, environment, fence }) => {
      const wrong: string[] = [];
      if (seen.has(deployment)) {
        wrong.push(`${id} is the second commit of deployment ${deployment}.`);
      }
      seen.add(deployment);
      const counter = Number(fence.split('.')[1]);
      if (counter < (fences.get(environment) ?? 0)) {
        wrong.push(`${id} has the fence ${fence}, older than one before.`);
      }
      fences.set(environment, counter);
      return wrong;
    });
  },
};
