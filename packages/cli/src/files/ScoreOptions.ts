import path from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { isJsonObject, readScore, readYaml, formatProblem } from '@tutti/score';
import type { JsonObject, Problem, ScoreFile } from '@tutti/score';
import { UsageError } from '../program/UsageError';
import { STANDARD_INPUT, readBytes, readText } from './readBytes';

/** Options of commands that read Score files, named as the tools of the Score project name them. */
export interface ScoreOptions {
  image?: Record<string, string>;
  overridesFile?: string;
  overrideProperty?: string[];
}

/** Adds the options of {@link ScoreOptions} to a command. */
export function addScoreOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '-i, --image <container=image>',
        'image of a container; without a container of every one whose image is "."; repeat for more',
      ).argParser(collectImage),
    )
    .option('--overrides-file <file>', 'YAML that is merged over the Score file')
    .addOption(
      new Option(
        '--override-property <path=value>',
        'one value that is set in the Score file; repeat for more',
      ).argParser((value: string, previous?: string[]) => [...(previous ?? []), value]),
    );
}

/** A Score file that was read, and where from. */
export interface NamedScoreFile extends ScoreFile {
  /** For messages. */
  file: string;
  /** That the files it names are relative to; of standard input the working directory. */
  folder: string;
}

/**
 * Reads Score files; `-` is standard input. A name of a workload that two files use is a problem.
 *
 * @throws UsageError when a file cannot be read.
 */
export function readScoreFiles(
  files: readonly string[],
  options: ScoreOptions,
): { files: NamedScoreFile[]; problems: Problem[] } {
  const overrides = options.overridesFile ? readOverrides(options.overridesFile) : undefined;
  const found: NamedScoreFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const source = file === STANDARD_INPUT ? 'standard input' : file;
    const read = readScore(readBytes(file), {
      source,
      ...(options.image && { images: options.image }),
      ...(overrides && { overrides }),
      ...(options.overrideProperty && { overrideProperties: options.overrideProperty }),
    });
    problems.push(...read.problems);
    for (const each of read.files) {
      const { name } = each.workload.metadata;
      const other = found.find(one => one.workload.metadata.name === name);
      if (other) {
        problems.push({
          severity: 'error',
          code: 'duplicate-workload',
          message: `The workload name "${name}" is used in ${other.file} too.`,
          source,
          ...each.document.locate('/metadata/name'),
          pointer: '/metadata/name',
          hint: 'Give each workload its own name.',
        });
      } else {
        found.push({ ...each, file: source, folder: path.dirname(file) });
      }
    }
  }
  return { files: found, problems };
}

function readOverrides(file: string): JsonObject {
  const { documents, problems } = readYaml(readText(file), { source: file });
  const [document] = documents;
  if (problems.length > 0 || documents.length !== 1 || !isJsonObject(document.value)) {
    const why = problems.map(formatProblem).join('\n') || `${file} must hold one mapping.`;
    throw new UsageError(`The overrides cannot be used. ${why}`);
  }
  return document.value;
}

function collectImage(value: string, previous: Record<string, string> = {}) {
  const [, container = '*', image] = /^(?:([a-z0-9-]+)=)?(.+)$/s.exec(value) ?? [];
  return { ...previous, [container]: image ?? '' };
}
