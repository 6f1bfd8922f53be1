import { compareProblems } from '../problems/compareProblems';
import { hasErrors } from '../problems/hasErrors';
import { limitProblems } from '../problems/limitProblems';
import type { Problem } from '../problems/Problem';
import { quote } from '../problems/quote';
import { readYaml } from '../yaml/readYaml';
import type { ReadScoreOptions, ScoreFile } from './ReadScoreOptions';
import { readScoreDocument } from './readScoreDocument';

/**
 * Reads the Score documents of a text (YAML or JSON): parses, overrides, upgrades deprecated forms,
 * validates against the schema of `score.dev/v1b1`, checks beyond it, and sets images.
 *
 * All problems of all documents are collected, sorted by place; at most a hundred are returned. `files`
 * holds the documents without errors. Overrides and images say nothing about which document they mean,
 * so they are refused for a text that holds several.
 *
 * Never throws on input, however large, deep or malformed: the limits are those of {@link readYaml}.
 * @public
 */
export function readScore(
  text: string | Uint8Array,
  options: ReadScoreOptions,
): { files: ScoreFile[]; problems: Problem[] } {
  const { documents, problems } = readYaml(text, { source: options.source });
  const files: ScoreFile[] = [];

  if (documents.length === 0 && !hasErrors(problems)) {
    problems.push({
      severity: 'error',
      code: 'empty',
      message: 'The file holds no workload.',
      source: options.source,
      line: 1,
      column: 1,
      pointer: '',
      hint: 'Begin with "apiVersion: score.dev/v1b1".',
    });
  }
  if (documents.length > 1 && isForOneDocument(options)) {
    problems.push({
      severity: 'error',
      code: 'options',
      message: `Overrides and images need a file with one workload, but this one holds ${documents.length}.`,
      source: options.source,
      pointer: '',
      hint: 'Split the file.',
    });
    return { files, problems };
  }

  const names = new Set<string>();
  for (const document of documents) {
    const read = readScoreDocument(document, options);
    problems.push(...read.problems);
    const name = read.file?.workload.metadata.name;
    if (read.file && name !== undefined && names.has(name)) {
      problems.push({
        severity: 'error',
        code: 'duplicate-workload',
        message: `The workload name ${quote(name)} is used more than once in this file.`,
        source: options.source,
        ...document.locate('/metadata/name'),
        pointer: '/metadata/name',
        hint: 'Give each workload its own name.',
      });
    } else if (read.file && name !== undefined) {
      names.add(name);
      files.push(read.file);
    }
  }
  return { files, problems: limitProblems(problems.sort(compareProblems)) };
}

function isForOneDocument(options: ReadScoreOptions): boolean {
  return (
    Object.keys(options.images ?? {}).length > 0 ||
    Object.keys(options.overrides ?? {}).length > 0 ||
    (options.overrideProperties ?? []).length > 0
  );
}
