import { containsSecret, hasErrors, type JsonValue } from '@tutti/score';
import { workloadLabels } from '../labels/workloadLabels';
import type { RenderedWorkload, RenderWorkloadArguments } from '../model/RenderWorkload';
import { objectIdentity } from '../names/objectIdentity';
import { orderObjects } from '../order/orderObjects';
import { ProfilePatcher } from '../patches/ProfilePatcher';
import { renderPod } from '../pod/renderPod';
import { ProblemList } from '../problems/ProblemList';
import { hardenProfile } from '../profile/hardenProfile';
import { renderScaling } from '../scaling/renderScaling';
import { collectSecrets } from '../secrets/collectSecrets';
import { renderWorkloadSecret } from '../secrets/renderWorkloadSecret';
import { describeService, renderHeadlessService, renderService } from '../service/renderService';
import { checkAnnotations } from './annotations';
import { chooseKind } from './chooseKind';
import { renderController } from './renderController';

/**
 * Turns a workload with its placeholders resolved into Kubernetes objects. Pure, and the same to the byte for the
 * same arguments. Nothing is left out silently: what cannot be rendered is a problem, and objects come only when no
 * problem is an error. A secret is in no object, only the reference to where it is kept. The patches of the profile come
 * last, but before what is a hash of content: the names of Jobs, and the version of files.
 *
 * @public
 */
export function renderWorkload({
  workload,
  options: given,
}: RenderWorkloadArguments): RenderedWorkload {
  const profile = hardenProfile(given.profile ?? {});
  const options = { ...given, profile };
  const { name } = workload.metadata;
  const problems = new ProblemList(options.source ?? 'inline');
  const patcher = new ProfilePatcher(profile.patches ?? [], problems);
  const labels = workloadLabels(name, options);

  checkAnnotations(workload, problems);
  if (containsSecret(profile as JsonValue)) {
    problems.error(
      'secret',
      '',
      'The profile holds a secret, which would be in the objects in clear.',
      'Give secrets to workloads by their variables and files.',
    );
  }
  const kind = chooseKind(workload, profile, problems);
  const secretData = collectSecrets(workload);
  const service = describeService(workload, problems);
  const pod = renderPod(workload, kind, labels, options, patcher, problems);
  const controller = renderController(workload, kind, pod, options, patcher, problems);
  const others = [
    ...renderWorkloadSecret(name, secretData, labels, options, problems),
    ...renderService(name, service, options),
    ...(kind === 'StatefulSet' ? [renderHeadlessService(name, service, options)] : []),
    ...renderScaling(name, kind, controller, options, problems),
  ].map(object => patcher.apply(object));
  patcher.reportUnused();

  const sorted = problems.sorted();
  return {
    objects: hasErrors(sorted) ? [] : orderObjects([...pod.configMaps, controller, ...others]),
    kind,
    objectName: objectIdentity(controller).name,
    ...(service && { service }),
    secretData,
    problems: sorted,
  };
}
