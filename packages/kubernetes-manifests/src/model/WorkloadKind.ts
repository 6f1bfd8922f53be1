/** The kinds of controllers that a workload can be run by. @public */
export const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

/** One of {@link WORKLOAD_KINDS}. @public */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** Says whether a text names a {@link WorkloadKind}; case matters, as it does in Kubernetes. @public */
export function isWorkloadKind(text: string): text is WorkloadKind {
  return (WORKLOAD_KINDS as readonly string[]).includes(text);
}

/** Says whether workloads of this kind run to their end, rather than on and on. */
export function runsToCompletion(kind: WorkloadKind): boolean {
  return kind === 'Job' || kind === 'CronJob';
}
