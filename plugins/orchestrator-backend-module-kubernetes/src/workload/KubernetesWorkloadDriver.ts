import {
  collectSecrets,
  renderWorkload,
  type RenderedWorkload,
  type SecretEntry,
  type WorkloadProfile,
} from '@tutti/kubernetes-manifests';
import {
  canonicalHash,
  containsKnownAfter,
  formatProblem,
  type JsonObject,
  type ResolvedWorkload,
  type SecretValue,
} from '@tutti/score';
import {
  isAdopting,
  permanentError,
  throwIfCancelled,
  type AdoptingContext,
  type Driver,
  type DriverAbsence,
  type DriverContext,
  type DriverObservation,
  type DriverPlan,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { objectDifferences } from '../objects/objectDifferences';
import { digestDifferences, objectDigests, type ObjectDigests } from '../objects/objectDigests';
import { refuseOtherObjects } from '../objects/refuseOtherObjects';
import { workloadInputs, workloadOutputs } from './workloadInputs';

/** Inputs of `kubernetes-workload`: the namespace and the profile ({@link WorkloadProfile}). */
export interface KubernetesWorkloadInputs extends JsonObject {
  namespace: string;
}

/** What the driver remembers: which objects it made, by their digests. */
export interface KubernetesWorkloadState extends JsonObject {
  objects: ObjectDigests;
}

type Context = DriverContext<KubernetesWorkloadInputs, KubernetesWorkloadState>;

/**
 * The driver `kubernetes-workload`: renders a Score workload, which arrives as the params, as Kubernetes objects with
 * the profile that is its inputs. It has no effect by itself; the delivery of the cluster brings the objects there.
 *
 * Secrets arrive as marks and leave as references: one ExternalSecret per workload. A text that is put together of
 * several parts becomes a secret output of this node, of the name that the ExternalSecret asks for.
 */
export class KubernetesWorkloadDriver implements Driver<
  KubernetesWorkloadInputs,
  KubernetesWorkloadState
> {
  readonly id = 'kubernetes-workload';
  readonly version = '1.0.0';
  readonly stateVersion = 1;
  readonly producesManifests = true;
  readonly secretInputs = 'reference';
  readonly inputs = workloadInputs;
  readonly outputs = workloadOutputs;

  private constructor() {}

  /** A driver without configuration. */
  static create(): KubernetesWorkloadDriver {
    return new KubernetesWorkloadDriver();
  }

  /** @throws DriverError of class `permanent` that names everything that keeps the workload from being rendered. */
  async plan(ctx: Context): Promise<DriverPlan> {
    throwIfCancelled(ctx.signal);
    if (containsKnownAfter(ctx.inputs) || containsKnownAfter(ctx.params)) {
      return {
        action: ctx.state ? 'update' : 'create',
        differences: [],
        reason: 'It is rendered once what it depends on exists.',
      };
    }
    const { objects } = await render(ctx);
    if (isAdopting(ctx)) {
      const differences = objectDifferences(ctx.adopting.manifests ?? [], objects);
      return { action: 'unchanged', differences };
    }
    if (!ctx.state) {
      return { action: 'create', differences: [] };
    }
    const differences = digestDifferences(ctx.state.objects, objectDigests(objects));
    return { action: differences.length > 0 ? 'update' : 'unchanged', differences };
  }

  /** @throws DriverError of class `permanent` that names everything that keeps the workload from being rendered. */
  async apply(ctx: Context): Promise<DriverResult<KubernetesWorkloadState>> {
    throwIfCancelled(ctx.signal);
    const rendered = await render(ctx);
    for (const problem of rendered.problems) {
      ctx.logger.warn(formatProblem(problem));
    }
    const { objects, kind, objectName, service, secretData } = rendered;
    const digests = objectDigests(objects);
    return {
      state: { objects: digests },
      outputs: { kind, objectName, ...(service && { service: service as unknown as JsonObject }) },
      secretOutputs: composedSecrets(secretData),
      manifests: objects,
      evidence: { objects: Object.keys(digests) },
    };
  }

  /**
   * Adopts what is delivered already, when it renders exactly that.
   *
   * @throws DriverError of class `permanent` when it renders something else.
   */
  async adopt(
    ctx: AdoptingContext<KubernetesWorkloadInputs, KubernetesWorkloadState>,
  ): Promise<DriverResult<KubernetesWorkloadState>> {
    const { objects } = await render(ctx);
    refuseOtherObjects(ctx.adopting, objectDifferences(ctx.adopting.manifests ?? [], objects));
    return this.apply(ctx);
  }

  async read({ state, signal }: Context): Promise<DriverObservation> {
    throwIfCancelled(signal);
    return state
      ? {
          presence: 'present',
          readiness: 'not-checked',
          evidence: { objects: Object.keys(state.objects) },
        }
      : { presence: 'absent', evidence: { reason: 'The workload has not been rendered.' } };
  }

  async destroy({ signal }: Context): Promise<DriverAbsence> {
    throwIfCancelled(signal);
    return {
      presence: 'absent',
      evidence: { reason: 'The delivery of the cluster removes the objects of the workload.' },
    };
  }
}

async function render(ctx: Context): Promise<RenderedWorkload> {
  const { namespace, ...profile } = ctx.inputs;
  const workload = ctx.params as unknown as ResolvedWorkload;
  const rendered = renderWorkload({
    workload,
    options: {
      application: ctx.application.id,
      environment: ctx.environment,
      ledgerUid: ctx.ledgerUid,
      instance: ctx.name,
      namespace,
      profile: profile as WorkloadProfile,
      secretVersion: await secretVersion(ctx, collectSecrets(workload)),
      source: workload.metadata.name,
    },
  });
  const errors = rendered.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw permanentError(
      `The workload cannot be rendered for Kubernetes. ${errors.map(formatProblem).join(' ')}`,
    );
  }
  return rendered;
}

/** Changes when one of the secrets does, and tells nothing else about them. */
async function secretVersion(ctx: Context, entries: SecretEntry[]): Promise<string | undefined> {
  if (entries.length === 0) {
    return undefined;
  }
  const fingerprints: [string, string][] = [];
  for (const { key, secret } of entries) {
    fingerprints.push([key, await ctx.fingerprintSecret(secret)]);
  }
  return canonicalHash(fingerprints).slice(0, 16);
}

function composedSecrets(entries: SecretEntry[]): Record<string, SecretValue> {
  return Object.fromEntries(
    entries.filter(({ composed }) => composed).map(({ key, secret }) => [key, secret]),
  );
}
