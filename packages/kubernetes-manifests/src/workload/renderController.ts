import { canonicalHash, quote, type ResolvedWorkload } from '@tutti/score';
import { selectorLabels, workloadLabels } from '../labels/workloadLabels';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { toKubernetesObject } from '../model/toKubernetesObject';
import type { WorkloadKind } from '../model/WorkloadKind';
import { shortName } from '../names/shortName';
import type { RenderedPod } from '../pod/renderPod';
import type { ProblemList } from '../problems/ProblemList';
import { isAutoscaled } from '../scaling/renderScaling';
import { headlessServiceName } from '../service/renderService';
import { passedAnnotations } from './annotations';
import { chooseSchedule } from './chooseSchedule';

/** Kubernetes appends to these names what has to fit into 63 characters. */
const LONGEST_NAME: Partial<Record<WorkloadKind, number>> = { StatefulSet: 52, CronJob: 52 };

/**
 * Renders the object that runs the pods. It bears the workload's name, except a Job: its template cannot be changed,
 * so its name ends with a hash of it, and a changed Job is another Job that runs.
 *
 * Problems `name` and `schedule`.
 */
export function renderController(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  pod: RenderedPod,
  options: RenderWorkloadOptions,
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
  const spec = renderSpec(workload, kind, pod, options, problems);
  const annotations = passedAnnotations(workload);
  return toKubernetesObject({
    apiVersion: kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name:
        kind === 'Job' ? shortName(name, `-${canonicalHash(toPlain(spec)).slice(0, 8)}`, 63) : name,
      namespace: options.namespace,
      labels: workloadLabels(name, options),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec,
  });
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

function toPlain(spec: object): object {
  return toKubernetesObject({ apiVersion: '', kind: '', metadata: spec });
}
