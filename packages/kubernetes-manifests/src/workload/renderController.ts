import {
  canonicalHash,
  quote,
  readProperty,
  type JsonObject,
  type ResolvedWorkload,
} from '@tutti/score';
import { selectorLabels, workloadLabels } from '../labels/workloadLabels';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { toKubernetesObject } from '../model/toKubernetesObject';
import type { WorkloadKind } from '../model/WorkloadKind';
import { shortName } from '../names/shortName';
import type { ProfilePatcher } from '../patches/ProfilePatcher';
import type { RenderedPod } from '../pod/renderPod';
import type { ProblemList } from '../problems/ProblemList';
import { isAutoscaled } from '../scaling/renderScaling';
import { headlessServiceName } from '../service/renderService';
import { passedAnnotations } from './annotations';
import { chooseSchedule, refuseSchedule } from './chooseSchedule';

/** Kubernetes appends to these names what has to fit into 63 characters. */
const LONGEST_NAME: Partial<Record<WorkloadKind, number>> = { StatefulSet: 52, CronJob: 52 };

/** What `type` can be in the `strategy` of a profile. */
const STRATEGIES: Partial<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ['RollingUpdate', 'Recreate'],
  StatefulSet: ['RollingUpdate', 'OnDelete'],
  DaemonSet: ['RollingUpdate', 'OnDelete'],
};

/**
 * Renders the object that runs the pods, and patches it. It bears the workload's name, except a Job: its template
 * cannot be changed, so its name ends with a hash of it, and a changed Job is another Job that runs.
 *
 * Problems `name`, `schedule`, and `strategy` when the profile's is for another kind.
 */
export function renderController(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  pod: RenderedPod,
  options: RenderWorkloadOptions,
  patcher: ProfilePatcher,
  problems: ProblemList,
): KubernetesObject {
  const { name } = workload.metadata;
  const longest = LONGEST_NAME[kind];
  if (longest !== undefined && name.length > longest) {
    problems.error(
      'name',
      '/metadata/name',
      `The name ${quote(name)} has ${name.length} characters; a ${kind} can have ${longest}.`,
    );
  }
  refuseSchedule(workload, kind, problems);
  checkStrategy(kind, options, problems);
  const annotations = passedAnnotations(workload);
  const rendered = toKubernetesObject({
    apiVersion: kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: options.namespace,
      labels: workloadLabels(name, options),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: renderSpec(workload, kind, pod, options, problems),
  });
  const patched = patcher.apply(rendered);
  return kind === 'Job' ? nameAfterContent(patched, name) : patched;
}

function nameAfterContent(job: KubernetesObject, name: string): KubernetesObject {
  const suffix = `-${canonicalHash(readProperty(job, 'spec')).slice(0, 8)}`;
  const metadata = readProperty(job, 'metadata') as JsonObject;
  return { ...job, metadata: { ...metadata, name: shortName(name, suffix, 63) } };
}

function checkStrategy(
  kind: WorkloadKind,
  { profile }: RenderWorkloadOptions,
  problems: ProblemList,
): void {
  const type = profile?.strategy?.type;
  const possible = STRATEGIES[kind];
  if (possible && typeof type === 'string' && !possible.includes(type)) {
    problems.error(
      'strategy',
      '/metadata/annotations',
      `The strategy of the profile is ${quote(type)}; a ${kind} can have ${possible.join(' and ')}.`,
      'Choose another profile, or another kind.',
    );
  }
}

function renderSpec(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  { template, claimTemplates }: RenderedPod,
  options: RenderWorkloadOptions,
  problems: ProblemList,
): object {
  const { profile = {} } = options;
  const { name } = workload.metadata;
  const shared = {
    revisionHistoryLimit: profile.revisionHistoryLimit,
    minReadySeconds: profile.minReadySeconds,
    selector: { matchLabels: selectorLabels(name, options) },
    template,
  };
  const replicas = isAutoscaled(kind, options) ? undefined : profile.replicas;
  switch (kind) {
    case 'Deployment':
      return { replicas, ...shared, strategy: profile.strategy };
    case 'StatefulSet':
      return {
        replicas,
        ...shared,
        serviceName: headlessServiceName(name),
        ...profile.statefulSet,
        updateStrategy: profile.strategy,
        ...(claimTemplates.length > 0 && { volumeClaimTemplates: claimTemplates }),
      };
    case 'DaemonSet':
      return { ...shared, updateStrategy: profile.strategy };
    case 'Job':
      return renderJobSpec(options, template);
    case 'CronJob': {
      const { schedule: _, ...settings } = profile.cronJob ?? {};
      return {
        schedule: chooseSchedule(workload, profile, problems),
        ...settings,
        jobTemplate: {
          metadata: { labels: template.metadata?.labels },
          spec: renderJobSpec(options, template),
        },
      };
    }
    default: {
      const unknown: never = kind;
      throw new Error(`The kind ${String(unknown)} cannot be rendered.`);
    }
  }
}

function renderJobSpec({ profile = {} }: RenderWorkloadOptions, template: object): object {
  const { restartPolicy: _, ...settings } = profile.job ?? {};
  return { ...settings, template };
}
