import fs from 'node:fs';
import path from 'node:path';
import type { ContainerFile, Workload } from '@tutti/score';
import { UsageError } from '../program/UsageError';
import { readBytes } from './readBytes';

/**
 * The workload with the content of the files that `files.*.source` names in place of their names: a server has only what
 * is sent to it. Text becomes `content`; other bytes become `binaryContent`, which only a file with `noExpand` may have.
 *
 * @param folder - that the names are relative to: the folder of the Score file
 * @throws UsageError for a file that cannot be read, or that lies outside of that folder and of the working directory.
 */
export function inlineSources(workload: Workload, folder: string): Workload {
  const containers = Object.entries(workload.containers).map(([name, container]) => {
    const files = Object.entries(container.files ?? {}).map(([target, file]) => [
      target,
      inlineSource(file, folder),
    ]);
    return [name, { ...container, ...(container.files && { files: Object.fromEntries(files) }) }];
  });
  return { ...workload, containers: Object.fromEntries(containers) };
}

function inlineSource(file: ContainerFile, folder: string): ContainerFile {
  const { source, ...rest } = file;
  if (source === undefined) {
    return file;
  }
  const name = realPath(path.resolve(folder, source));
  // Whoever wrote a Score file must not reach the keys of whoever deploys it.
  if (![folder, process.cwd()].some(each => isInside(name, realPath(each)))) {
    throw new UsageError(
      `The file ${source} lies outside of ${folder} and of the working directory, so it is not sent.`,
    );
  }
  const bytes = readBytes(name);
  const text = decode(bytes);
  if (text !== undefined) {
    return { ...rest, content: text };
  }
  if (!file.noExpand) {
    throw new UsageError(`The file ${source} is not UTF-8 text; give it noExpand: true.`);
  }
  return { ...rest, binaryContent: Buffer.from(bytes).toString('base64') };
}

/** Where a name leads to when links are followed; a file that is not there is told when it is read. */
function realPath(name: string): string {
  return fs.existsSync(name) ? fs.realpathSync(name) : path.resolve(name);
}

function isInside(name: string, folder: string): boolean {
  const relative = path.relative(folder, name);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
