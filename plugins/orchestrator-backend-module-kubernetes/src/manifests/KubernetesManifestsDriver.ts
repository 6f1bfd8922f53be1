import { canonicalHash, containsKnownAfter, sortedEntries, type JsonObject } from '@tutti/score';
import type { KubernetesObject } from '@tutti/kubernetes-manifests';
import {
  isAdopting,
  throwIfCancelled,
  type AdoptingContext,
  type Driver,
  type DriverAbsence,
  type DriverContext,
  type DriverObservation,
  type DriverPlan,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { digestDifferences, objectDigests, type ObjectDigests } from '../objects/objectDigests';
import { objectDifferences } from '../objects/objectDifferences';
import { refuseOtherObjects } from '../objects/refuseOtherObjects';
import { manifestsInputs } from './manifestsInputs';
import { renderManifests } from './renderManifests';

/** Inputs of `kubernetes-manifests`; the schema says what each is for. */
export type KubernetesManifestsInputs = JsonObject & {
  namespace?: string;
  objects?: JsonObject[];
  template?: string;
  data?: JsonObject;
  outputs?: JsonObject;
  generate?: Record<string, { length?: number }>;
  secrets?: JsonObject;
  secretStore?: JsonObject;
};

/** What the driver remembers. */
export interface KubernetesManifestsState extends JsonObject {
  objects: ObjectDigests;
  /** Hash of the outputs that are no secrets. */
  outputs: string;
  /** Generated values by name; later deployments keep them. */
  generated: Record<string, string>;
}

type Context = DriverContext<KubernetesManifestsInputs, KubernetesManifestsState>;

/**
 * The driver `kubernetes-manifests`: a resource that is made of Kubernetes objects, listed or rendered from a template,
 * with generated secrets where it needs them. It has no effect by itself; the delivery of the cluster brings the
 * objects there. Secrets leave only as references of an ExternalSecret.
 */
export class KubernetesManifestsDriver implements Driver<
  KubernetesManifestsInputs,
  KubernetesManifestsState
> {
  readonly id = 'kubernetes-manifests';
  readonly version = '1.0.0';
  readonly stateVersion = 1;
  readonly producesManifests = true;
  readonly secretInputs = 'reference';
  readonly inputs = manifestsInputs;

  private constructor() {}

  /** A driver without configuration. */
  static create(): KubernetesManifestsDriver {
    return new KubernetesManifestsDriver();
  }

  /** @throws DriverError of class `permanent` that says what keeps the objects from being rendered. */
  async plan(ctx: Context): Promise<DriverPlan> {
    const { inputs, state } = ctx;
    throwIfCancelled(ctx.signal);
    if (containsKnownAfter(inputs)) {
      return {
        action: state ? 'update' : 'create',
        differences: [],
        reason: 'It is rendered once what it depends on exists.',
      };
    }
    const { objects } = await renderManifests(ctx);
    if (isAdopting(ctx)) {
      return planAdoption(ctx, objects);
    }
    if (!state) {
      return { action: 'create', differences: [] };
    }
    const outputs = hashOutputs(inputs);
    const differences = [
      ...digestDifferences(state.objects, objectDigests(objects)),
      ...(outputs === state.outputs
        ? []
        : [{ path: '/outputs', before: state.outputs, after: outputs }]),
    ];
    return { action: differences.length > 0 ? 'update' : 'unchanged', differences };
  }

  /** @throws DriverError of class `permanent` that says what keeps the objects from being rendered. */
  async apply(ctx: Context): Promise<DriverResult<KubernetesManifestsState>> {
    throwIfCancelled(ctx.signal);
    const { objects, composed } = await renderManifests(ctx);
    const generated = await generateValues(ctx);
    const digests = objectDigests(objects);
    return {
      state: { objects: digests, outputs: hashOutputs(ctx.inputs), generated },
      outputs: ctx.inputs.outputs ?? {},
      secretOutputs: { ...composed, ...generated },
      manifests: objects,
      evidence: { objects: Object.keys(digests) },
    };
  }

  /**
   * Adopts what is delivered already, when it renders exactly that.
   *
   * @throws DriverError of class `permanent` when it renders something else, or has secrets to generate.
   */
  async adopt(
    ctx: AdoptingContext<KubernetesManifestsInputs, KubernetesManifestsState>,
  ): Promise<DriverResult<KubernetesManifestsState>> {
    const { objects } = await renderManifests(ctx);
    refuseOtherObjects(ctx.adopting, planAdoption(ctx, objects).differences);
    return this.apply(ctx);
  }

  async read({ state, signal }: Context): Promise<DriverObservation> {
    throwIfCancelled(signal);
    return state
      ? { presence: 'present', evidence: { objects: Object.keys(state.objects) } }
      : { presence: 'absent', evidence: { reason: 'The objects have not been rendered.' } };
  }

  async destroy({ signal }: Context): Promise<DriverAbsence> {
    throwIfCancelled(signal);
    return {
      presence: 'absent',
      evidence: { reason: 'The delivery of the cluster removes the objects.' },
    };
  }
}

/** Generated values belong to the driver that made them, so this one would make others. */
function planAdoption(
  ctx: AdoptingContext<KubernetesManifestsInputs, KubernetesManifestsState>,
  objects: readonly KubernetesObject[],
): DriverPlan {
  const generated = Object.keys(ctx.inputs.generate ?? {}).sort();
  return {
    action: 'unchanged',
    differences: [
      ...objectDifferences(ctx.adopting.manifests ?? [], objects),
      ...generated.map(name => ({ path: `/outputs/${name}` })),
    ],
    ...(generated.length > 0 && {
      reason: `It would generate ${generated.join(', ')} anew, and cannot take over values that another driver made.`,
    }),
  };
}

async function generateValues(ctx: Context): Promise<Record<string, string>> {
  const generated: [string, string][] = [];
  const kept = new Map(Object.entries(ctx.state?.generated ?? {}));
  for (const [name, options] of sortedEntries(ctx.inputs.generate)) {
    const value = kept.get(name) ?? (await ctx.generate(name, options));
    ctx.registerSecret(value);
    generated.push([name, value]);
  }
  return Object.fromEntries(generated);
}

function hashOutputs(inputs: KubernetesManifestsInputs): string {
  return canonicalHash(inputs.outputs ?? {}).slice(0, 16);
}
