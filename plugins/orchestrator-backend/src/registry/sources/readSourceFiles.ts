import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '@tutti/score';
import { decodeUtf8 } from './decodeUtf8';
import { fileProblem, notText, tooLarge } from './fileProblem';
import { listManifestFiles, SourceUnreadableError, type ManifestFile } from './listManifestFiles';
import type { FileSource } from './SourceConfig';
import type { SourceFiles } from './SourceFiles';
import { DEFAULT_SOURCE_LIMITS, type SourceLimits } from './sourceLimits';

/** Reads all manifest files of a source. A file or folder that cannot be read is a problem, never an error. */
export async function readSourceFiles(
  source: FileSource,
  limits: SourceLimits = DEFAULT_SOURCE_LIMITS,
): Promise<SourceFiles> {
  try {
    const { files, problems } = await listManifestFiles(source, limits);
    const texts: SourceFiles['texts'] = [];
    const unreadable = [...problems];
    let bytes = 0;
    for (const file of files) {
      const content = await readManifestFile(file, limits);
      if (content instanceof Uint8Array) {
        bytes += content.length;
        const text = decodeUtf8(content);
        if (text === undefined) {
          unreadable.push(notText(file.name));
        } else {
          texts.push({ name: file.name, text });
        }
      } else {
        unreadable.push(content);
      }
      if (bytes > limits.totalBytes) {
        throw new SourceUnreadableError(
          `All its files together are larger than ${limits.totalBytes} bytes.`,
        );
      }
    }
    return { source, texts, unreadable };
  } catch (error) {
    const failure = fileProblem(
      source.target,
      'source-unreadable',
      `The source "${source.name}" was not read: ${failureInWords(error)} What it declared before stays in force.`,
    );
    return { source, failure, texts: [], unreadable: [] };
  }
}

async function readManifestFile(
  { path, name }: ManifestFile,
  limits: SourceLimits,
): Promise<Uint8Array | Problem> {
  try {
    const { size } = await stat(path);
    return size > limits.fileBytes ? tooLarge(name, size, limits.fileBytes) : await readFile(path);
  } catch (error) {
    return fileProblem(name, 'unreadable', failureInWords(error));
  }
}

/**
 * Says what went wrong in words; messages of the file system hold the whole path of the machine.
 *
 * @throws the error itself when it is neither of the file system nor about the source.
 */
function failureInWords(error: unknown): string {
  if (error instanceof SourceUnreadableError) {
    return error.message;
  }
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'There is no such file or folder.';
    case 'EACCES':
    case 'EPERM':
      return 'This process may not read it.';
    case undefined:
      throw error;
    default:
      return `The file system answered ${code}.`;
  }
}
