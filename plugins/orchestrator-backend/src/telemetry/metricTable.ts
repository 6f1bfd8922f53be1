/** What a metric is. */
export interface MetricDescription {
  /** As OpenTelemetry knows it; in Prometheus every dot is an underscore, and counters end with `_total`. */
  name: string;
  kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM, with what is counted in braces. */
  unit: string;
  /** What it says. */
  description: string;
  /** Names of its attributes; each takes a value out of few, which installation and manifests give. */
  attributes: readonly string[];
  /** Upper bounds of the buckets of a histogram. */
  buckets?: number[];
}

/** Seconds, for work that takes milliseconds to hours. */
const WORK_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];

/**
 * Every metric of the orchestrator. Attributes are names of drivers, resource types, statuses and classes, never of
 * applications, environments, nodes or people: their number would grow without end. `docs/observability.md` lists the
 * same metrics, and a test holds it to this table.
 */
export const METRICS = {
  deploymentsSubmitted: {
    name: 'platform_orchestrator.deployments.submitted',
    kind: 'counter',
    unit: '{deployment}',
    description: 'Deployments that were accepted through the API.',
    attributes: ['kind'],
  },
  deploymentsEnded: {
    name: 'platform_orchestrator.deployments.ended',
    kind: 'counter',
    unit: '{deployment}',
    description: 'Deployments that ended, by the status they ended in.',
    attributes: ['kind', 'outcome'],
  },
  deploymentDuration: {
    name: 'platform_orchestrator.deployment.duration.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'From the submission of a deployment to its end, approvals included.',
    attributes: ['kind', 'outcome'],
    buckets: WORK_SECONDS,
  },
  deploymentsRecovered: {
    name: 'platform_orchestrator.deployments.recovered',
    kind: 'counter',
    unit: '{deployment}',
    description: 'Times that a worker went on with a deployment that another one had begun.',
    attributes: [],
  },
  lanesTaken: {
    name: 'platform_orchestrator.lanes.taken',
    kind: 'counter',
    unit: '{lane}',
    description: 'Lanes that a worker took into its hands.',
    attributes: [],
  },
  fencingRejections: {
    name: 'platform_orchestrator.fencing.rejections',
    kind: 'counter',
    unit: '{lane}',
    description: 'Times that a worker was refused because another one owns the lane by now.',
    attributes: [],
  },
  unexpectedErrors: {
    name: 'platform_orchestrator.lanes.unexpected_errors',
    kind: 'counter',
    unit: '{error}',
    description: 'Errors in a lane that no driver answered for, such as of the database.',
    attributes: [],
  },
  queueWait: {
    name: 'platform_orchestrator.queue.wait.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'From the submission of a deployment to the moment a worker begins to plan it.',
    attributes: ['kind'],
    buckets: WORK_SECONDS,
  },
  queueDepth: {
    name: 'platform_orchestrator.queue.depth',
    kind: 'gauge',
    unit: '{deployment}',
    description: 'Deployments that have not ended, by status; the same on every replica.',
    attributes: ['status'],
  },
  queueOldest: {
    name: 'platform_orchestrator.queue.oldest.seconds',
    kind: 'gauge',
    unit: 's',
    description:
      'Age of the oldest deployment in each status that has not ended; the same on every replica.',
    attributes: ['status'],
  },
  phaseDuration: {
    name: 'platform_orchestrator.phase.duration.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'One phase of one deployment in the hands of one worker.',
    attributes: ['phase', 'outcome'],
    buckets: WORK_SECONDS,
  },
  nodeDuration: {
    name: 'platform_orchestrator.node.duration.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'Work on one node, retries included.',
    attributes: ['driver', 'type', 'action', 'outcome'],
    buckets: WORK_SECONDS,
  },
  driverDuration: {
    name: 'platform_orchestrator.driver.call.duration.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'One call of a driver.',
    attributes: ['driver', 'operation', 'outcome'],
    buckets: WORK_SECONDS,
  },
  driverErrors: {
    name: 'platform_orchestrator.driver.errors',
    kind: 'counter',
    unit: '{error}',
    description: 'Calls of drivers that failed, by class of the error.',
    attributes: ['driver', 'operation', 'class'],
  },
  driverRetries: {
    name: 'platform_orchestrator.driver.retries',
    kind: 'counter',
    unit: '{call}',
    description: 'Calls that are tried again after a transient error.',
    attributes: ['driver', 'operation'],
  },
  policyFindings: {
    name: 'platform_orchestrator.policy.findings',
    kind: 'counter',
    unit: '{finding}',
    description: 'What policies found in plans.',
    attributes: ['policy', 'severity'],
  },
  policyFailures: {
    name: 'platform_orchestrator.policy.failures',
    kind: 'counter',
    unit: '{review}',
    description: 'Policies that threw or took too long; the plan is denied then.',
    attributes: ['policy'],
  },
  outboxDepth: {
    name: 'platform_orchestrator.outbox.depth',
    kind: 'gauge',
    unit: '{message}',
    description: 'Messages that wait to be told to others; the same on every replica.',
    attributes: [],
  },
  outboxAge: {
    name: 'platform_orchestrator.outbox.age.seconds',
    kind: 'gauge',
    unit: 's',
    description: 'Age of the oldest of them; the same on every replica.',
    attributes: [],
  },
  outboxSetAside: {
    name: 'platform_orchestrator.outbox.set_aside',
    kind: 'gauge',
    unit: '{message}',
    description: 'Messages that could not be told and were given up; the same on every replica.',
    attributes: [],
  },
  outboxWait: {
    name: 'platform_orchestrator.outbox.wait.seconds',
    kind: 'histogram',
    unit: 's',
    description: 'From the commit of a message to the moment it was told, by the two clocks.',
    attributes: ['kind'],
    buckets: WORK_SECONDS,
  },
  outboxFailures: {
    name: 'platform_orchestrator.outbox.failures',
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to tell a message that failed and are made again.',
    attributes: ['kind'],
  },
  outboxGivenUp: {
    name: 'platform_orchestrator.outbox.given_up',
    kind: 'counter',
    unit: '{message}',
    description: 'Messages that this process gave up after many attempts.',
    attributes: ['kind'],
  },
  registrySourceDegraded: {
    name: 'platform_orchestrator.registry.source.degraded',
    kind: 'gauge',
    unit: '1',
    description: '1 when something that a manifest source declares is not in force, 0 otherwise.',
    attributes: ['source'],
  },
  registrySourceAge: {
    name: 'platform_orchestrator.registry.source.age.seconds',
    kind: 'gauge',
    unit: 's',
    description: 'Time since a manifest source was read last.',
    attributes: ['source'],
  },
  ready: {
    name: 'platform_orchestrator.ready',
    kind: 'gauge',
    unit: '1',
    description: '1 when this process is ready, 0 when it is not.',
    attributes: [],
  },
} as const satisfies Record<string, MetricDescription>;

/** The name of a metric in the code. */
export type MetricKey = keyof typeof METRICS;

type KeyOfKind<Kind extends MetricDescription['kind']> = {
  [Key in MetricKey]: (typeof METRICS)[Key]['kind'] extends Kind ? Key : never;
}[MetricKey];

/** Metrics that count. */
export type CounterKey = KeyOfKind<'counter'>;
/** Metrics that measure how long something took. */
export type HistogramKey = KeyOfKind<'histogram'>;
/** Metrics that are asked for when they are collected. */
export type GaugeKey = KeyOfKind<'gauge'>;

/** The attributes of one metric, all of them. */
export type AttributesOf<Key extends MetricKey> = Record<
  (typeof METRICS)[Key]['attributes'][number],
  string
>;
