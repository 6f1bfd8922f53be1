import {
  formatProblem,
  readScore,
  resolveWorkload,
  scoreLookup,
  type JsonObject,
  type JsonValue,
} from '@tutti/score';
import type { RenderedWorkload, RenderWorkloadOptions } from '../model/RenderWorkload';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import { toYaml } from '../text/toYaml';
import { renderWorkload } from '../workload/renderWorkload';

/** Options that tests share. */
export const OPTIONS: RenderWorkloadOptions = {
  application: 'shop',
  environment: { id: 'development', uid: 'environment-uid' },
  ledgerUid: 'ledger-uid',
  instance: 'shop-web-1a2b3c4d',
  namespace: 'shop-development',
  source: 'score.yaml',
};

/** Reads a Score file, resolves it with the outputs of its resources, and renders it. */
export function renderScore(
  text: string,
  given: {
    resources?: Record<string, JsonValue>;
    profile?: WorkloadProfile;
    options?: Partial<RenderWorkloadOptions>;
  } = {},
): RenderedWorkload {
  const { files, problems } = readScore(text, { source: 'score.yaml' });
  if (files.length !== 1) {
    throw new Error(
      `The Score file of the test is wrong: ${problems.map(formatProblem).join('; ')}`,
    );
  }
  const resources = given.resources ?? {};
  const { workload, errors } = resolveWorkload(files[0].workload, {
    lookup: scoreLookup({ metadata: files[0].workload.metadata as JsonObject, resources }),
    volumeSource: key => resources[key],
  });
  if (errors.length > 0) {
    throw new Error(`The placeholders of the test are wrong: ${JSON.stringify(errors)}`);
  }
  return renderWorkload({
    workload,
    options: { ...OPTIONS, ...given.options, profile: given.profile },
  });
}

/** The only object of a kind, for looking into it; fails when there are none or several. */
export function objectOf(rendered: RenderedWorkload, kind: string): any {
  const found = rendered.objects.filter(object => object.kind === kind);
  if (found.length !== 1) {
    throw new Error(
      `Expected one ${kind}, found ${found.length} among ${rendered.objects.map(object => object.kind).join(', ')}; ${rendered.problems.map(formatProblem).join('; ')}`,
    );
  }
  return found[0];
}

/** The pod spec of whatever runs the workload. */
export function podOf(rendered: RenderedWorkload): any {
  const controller = objectOf(rendered, rendered.kind);
  return (controller.spec.jobTemplate ?? controller).spec.template.spec;
}

/** All objects as one YAML text. */
export function textOf(rendered: RenderedWorkload): string {
  return rendered.objects.map(toYaml).join('---\n');
}

/** Problems as lines. */
export function linesOf(rendered: RenderedWorkload): string[] {
  return rendered.problems.map(formatProblem);
}
