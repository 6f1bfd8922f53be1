import { hasErrors } from '@tutti/score';
import { renderFilesConfigMap } from '../files/renderFilesConfigMap';
import { workloadLabels } from '../labels/workloadLabels';
import { objectIdentity } from '../names/objectIdentity';
import type { RenderedWorkload, RenderWorkloadArguments } from '../model/RenderWorkload';
import { orderObjects } from '../order/orderObjects';
import { renderPod } from '../pod/renderPod';
import { ProblemList } from '../problems/ProblemList';
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
 * problem is an error. A secret is in no object, only the reference to where it is kept.
 *
 * @public
 */
export function renderWorkload({ workload, options }: RenderWorkloadArguments): RenderedWorkload {
  const { profile = {}, namespace } = options;
  const { name } = workload.metadata;
  const problems = new ProblemList(options.source ?? 'inline');
  const labels = workloadLabels(name, options);

  checkAnnotations(workload, problems);
  const kind = chooseKind(workload, profile, problems);
  const secretData = collectSecrets(workload);
  const service = describeService(workload, problems);
  const pod = renderPod(workload, kind, labels, options, problems);
  const controller = renderController(workload, kind, pod, options, problems);
  const objects = [
    ...renderFilesConfigMap(name, namespace, pod.files, labels),
    ...renderWorkloadSecret(name, secretData, labels, options, problems),
    ...renderService(name, service, options),
    ...(kind === 'StatefulSet' ? [renderHeadlessService(name, service, options)] : []),
    controller,
    ...renderScaling(name, kind, options),
  ];

  const sorted = problems.sorted();
  return {
    objects: hasErrors(sorted) ? [] : orderObjects(objects),
    kind,
    objectName: objectIdentity(controller).name,
    ...(service && { service }),
    secretData,
    problems: sorted,
  };
}
