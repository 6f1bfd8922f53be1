import { isError } from '@backstage/errors';
import type { ContainerFile, Problem, ScoreFile, Workload } from '@tutti/score';

/** What the files of one workload may be together, in bytes; a ConfigMap takes no more. */
const MAXIMUM_BYTES = 1024 * 1024;
/** What a read counts for at least, so that there is an end to empty files, and to those that are not there. */
const LEAST_BYTES = 1024;

/**
 * Reads what `containers.*.files.*.source` names and puts it into the workload, so that a deployment set holds all
 * that it is made from. Text becomes `content`, anything else `binaryContent`.
 *
 * @param readBeside - reads a file relative to the Score file; absent when only its text was submitted.
 */
export async function inlineFileSources(
  file: ScoreFile,
  readBeside: ((source: string) => Promise<Buffer>) | undefined,
): Promise<{ workload: Workload; problems: Problem[] }> {
  const problems: Problem[] = [];
  const readWithin = readBeside && withinLimit(readBeside);
  const containers: Workload['containers'] = {};
  for (const [name, container] of Object.entries(file.workload.containers)) {
    const files: Record<string, ContainerFile> = {};
    for (const [target, containerFile] of Object.entries(container.files ?? {})) {
      const pointer = `/containers/${escape(name)}/files/${escape(target)}/source`;
      try {
        files[target] = await inlined(containerFile, readWithin);
      } catch (error) {
        problems.push({
          severity: 'error',
          code: 'file-source',
          message: isError(error) ? error.message : 'The file cannot be read.',
          source: file.document.source,
          ...file.document.locate(pointer),
          pointer,
          hint: 'Put the text into content.',
        });
      }
    }
    containers[name] = container.files ? { ...container, files } : container;
  }
  return { workload: { ...file.workload, containers }, problems };
}

async function inlined(
  file: ContainerFile,
  readBeside: ((source: string) => Promise<Buffer>) | undefined,
): Promise<ContainerFile> {
  const { source, ...rest } = file;
  if (source === undefined) {
    return file;
  }
  if (!readBeside) {
    throw new Error(
      `The file "${source}" cannot be read, because only the text of the Score file was submitted.`,
    );
  }
  const content = await readBeside(source);
  const text = content.toString('utf8');
  return Buffer.from(text, 'utf8').equals(content) && !text.includes('\0')
    ? { ...rest, content: text }
    : { ...rest, binaryContent: content.toString('base64') };
}

function withinLimit(
  readBeside: (source: string) => Promise<Buffer>,
): (source: string) => Promise<Buffer> {
  let left = MAXIMUM_BYTES;
  return async source => {
    left -= LEAST_BYTES;
    const content = left < 0 ? undefined : await readBeside(source);
    left -= Math.max(0, (content?.length ?? 0) - LEAST_BYTES);
    if (content === undefined || left < 0) {
      throw new Error(
        `The files of the workload are more than ${MAXIMUM_BYTES} bytes together, or too many: mount a volume instead.`,
      );
    }
    return content;
  };
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
