import type { ScoreValidation } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { hasErrors, readScore } from '@tutti/score';
import type { Caller } from '../../authorization/Caller';
import type { ApiServices } from '../ApiServices';

/** Checks the text of a Score file against the specification, and keeps nothing. */
export async function validateScore(
  services: Pick<ApiServices, 'registry'>,
  request: { content: string; name?: string; strict?: boolean },
  caller: Caller,
): Promise<ScoreValidation> {
  await services.registry.assertMayValidate(caller);
  const { content, name = 'score.yaml', strict } = request;
  const { files, problems } = readScore(content, { source: name, strict });
  return {
    valid: !hasErrors(problems),
    workloads: files.map(file => file.workload.metadata.name),
    changes: files.flatMap(file => file.changes),
    problems,
  };
}
