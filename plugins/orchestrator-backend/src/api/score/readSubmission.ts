import { InputError } from '@backstage/errors';
import type { DeploymentDelta, WorkloadEntry, WorkloadSource } from '@tutti/planner';
import type {
  SubmitDeploymentRequest,
  SubmittedScoreFile,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { type Problem, type ScoreFile, hasErrors, readScore } from '@tutti/score';
import type { Caller } from '../../authorization/Caller';
import type { ComponentScoreFiles } from './ComponentScoreFiles';
import { ProblemsError } from '../../problems/ProblemsError';
import { inlineFileSources } from './inlineFileSources';
import { sourceAsGiven } from './sourceAsGiven';

/** The text of one submitted Score file, wherever it came from. */
interface SubmittedText {
  content: string;
  /** For messages. */
  name: string;
  source?: WorkloadSource;
  /** The only workload that it may describe. */
  workload?: string;
  readBeside?: (source: string) => Promise<Buffer>;
}

/**
 * Turns a submission into the change that it asks for: reads each Score file, puts in images and overrides, reads the
 * files that they name, and checks that all fit together.
 *
 * @throws ProblemsError with all that is wrong in the files; InputError when the submission itself is wrong.
 */
export async function readSubmission(
  componentFiles: ComponentScoreFiles,
  options: { application: string; request: SubmitDeploymentRequest; caller: Caller },
): Promise<DeploymentDelta> {
  const { application, request, caller } = options;
  const { scoreFiles = [], remove = [] } = request;
  if (scoreFiles.length === 0 && remove.length === 0) {
    throw new InputError(
      'The submission names no workload: give scoreFiles to deploy, or remove to take workloads out.',
    );
  }
  const upsert = new Map<string, WorkloadEntry>();
  const problems: Problem[] = [];
  for (const [index, submitted] of scoreFiles.entries()) {
    const text = await textOf(componentFiles, { submitted, index, application, caller });
    const { images, overrides } = submitted;
    const read = readScore(text.content, { source: text.name, images, overrides });
    problems.push(...read.problems);
    for (const file of read.files) {
      const { workload, problems: fileProblems } = await inlineFileSources(file, text.readBeside);
      const { name } = workload.metadata;
      problems.push(...fileProblems, ...nameProblems(file, text, { upsert, remove }));
      upsert.set(name, { workload, ...(text.source && { source: text.source }) });
    }
  }
  if (hasErrors(problems)) {
    throw new ProblemsError(problems);
  }
  return { upsert: Object.fromEntries(upsert), remove: [...new Set(remove)].sort() };
}

async function textOf(
  componentFiles: ComponentScoreFiles,
  options: { submitted: SubmittedScoreFile; index: number; application: string; caller: Caller },
): Promise<SubmittedText> {
  const { submitted, index, application, caller } = options;
  const { content, component, name = 'score.yaml', source } = submitted;
  if ((content === undefined) === (component === undefined)) {
    throw new InputError(`scoreFiles/${index}: give either content, or component, and not both.`);
  }
  if (content !== undefined) {
    return { content, name, source: source && sourceAsGiven(source) };
  }
  const file = await componentFiles.find(component!, caller.credentials);
  if (file.application !== application) {
    throw new InputError(
      `scoreFiles/${index}: ${file.component} belongs to the application "${file.application}" by its annotation, ` +
        `and the submission is for "${application}".`,
    );
  }
  return {
    content: await componentFiles.read(file),
    name: file.path,
    source: await componentFiles.sourceOf(file),
    workload: file.workload,
    readBeside: path => componentFiles.readBeside(file, path),
  };
}

function nameProblems(
  file: ScoreFile,
  text: SubmittedText,
  others: { upsert: ReadonlyMap<string, WorkloadEntry>; remove: readonly string[] },
): Problem[] {
  const { name } = file.workload.metadata;
  const messages: [code: string, message: string][] = [];
  if (text.workload !== undefined && text.workload !== name) {
    messages.push([
      'workload-name',
      `The file describes the workload "${name}", and the Component's annotation says "${text.workload}".`,
    ]);
  }
  if (others.upsert.has(name)) {
    messages.push(['duplicate-workload', `The workload "${name}" is submitted twice.`]);
  }
  if (others.remove.includes(name)) {
    messages.push(['removed-workload', `The workload "${name}" is both submitted and removed.`]);
  }
  const pointer = '/metadata/name';
  return messages.map(([code, message]) => ({
    severity: 'error',
    code,
    message,
    source: file.document.source,
    ...file.document.locate(pointer),
    pointer,
  }));
}
