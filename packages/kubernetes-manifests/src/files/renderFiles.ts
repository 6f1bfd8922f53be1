import {
  appendPointer,
  isKnownAfter,
  isSecretValue,
  quote,
  sortedEntries,
  type ResolvedContainerFile,
  type ResolvedWorkload,
} from '@tutti/score';
import type { KeyToPath, Volume } from 'kubernetes-types/core/v1';
import { normalizePath } from '../names/normalizePath';
import { shortHash } from '../names/shortHash';
import type { ProblemList } from '../problems/ProblemList';
import { fileSecretKey } from '../secrets/collectSecrets';
import type { MountList } from '../volumes/MountList';
import { checkFilesSize } from './checkFilesSize';

/** Content of the one ConfigMap that holds the files of a workload. */
export interface FilesContent {
  data: Record<string, string>;
  binaryData: Record<string, string>;
}

/** The files of a workload as parts of its pod. */
export interface RenderedFiles {
  /** Absent when there is no file that is not secret. */
  content?: FilesContent;
  volumes: Volume[];
}

const CONFIG_VOLUME = 'files';
const SECRET_VOLUME = 'secret-files';

/** The name of the ConfigMap with the files of a workload. */
export function filesConfigMapName(workload: string): string {
  return `${workload}-files`;
}

/**
 * Renders the files of all containers: one ConfigMap, a Secret for what is secret, and each file mounted alone by
 * `subPath`, so that the directory it lies in keeps what the image has there. Keys are made of container, file name
 * and a hash of the whole path, so equal targets in two containers stay two files.
 *
 * Problems `file`: a target that cannot be mounted, two files at one target, no content, a file that
 * still has to be read, more than a ConfigMap can hold; `unknown-value`.
 */
export function renderFiles(
  workload: ResolvedWorkload,
  secretName: string,
  mounts: MountList,
  problems: ProblemList,
): RenderedFiles {
  const content: FilesContent = { data: {}, binaryData: {} };
  const configItems: KeyToPath[] = [];
  const secretItems: KeyToPath[] = [];

  for (const [containerName, container] of sortedEntries(workload.containers)) {
    for (const [target, file] of sortedEntries(container.files)) {
      const pointer = appendPointer('/containers', containerName, 'files', target);
      const path = normalizePath(target);
      if (path === undefined) {
        problems.error(
          'file',
          pointer,
          `A file cannot be put at ${quote(target)}.`,
          'Write an absolute path of a file, without ".." and ":".',
        );
        continue;
      }
      const isSecret = isSecretValue(file.content);
      const key = isSecret
        ? fileSecretKey(containerName, target)
        : fileConfigKey(containerName, path);
      if (!isSecret && !addContent(content, key, file, pointer, problems)) {
        continue;
      }
      const item = { key, path: key, ...modeOf(file) };
      (isSecret ? secretItems : configItems).push(item);
      mounts.add(
        containerName,
        path,
        { name: isSecret ? SECRET_VOLUME : CONFIG_VOLUME, subPath: key, readOnly: true },
        pointer,
      );
    }
  }

  const volumes: Volume[] = [];
  if (configItems.length > 0) {
    const name = filesConfigMapName(workload.metadata.name);
    volumes.push({ name: CONFIG_VOLUME, configMap: { name, items: configItems } });
    checkFilesSize(content, problems);
  }
  if (secretItems.length > 0) {
    volumes.push({ name: SECRET_VOLUME, secret: { secretName, items: secretItems } });
  }
  return {
    ...(configItems.length > 0 && { content }),
    volumes,
  };
}

function fileConfigKey(container: string, path: string): string {
  const baseName = path.slice(path.lastIndexOf('/') + 1).replace(/[^-._a-zA-Z0-9]/g, '_');
  return `${container}.${baseName.slice(0, 100)}.${shortHash(path)}`;
}

function modeOf(file: ResolvedContainerFile): { mode?: number } {
  return file.mode === undefined ? {} : { mode: parseInt(file.mode, 8) };
}

function addContent(
  { data, binaryData }: FilesContent,
  key: string,
  { content, binaryContent, source }: ResolvedContainerFile,
  pointer: string,
  problems: ProblemList,
): boolean {
  if (typeof content === 'string') {
    data[key] = content;
    return true;
  }
  if (isKnownAfter(content)) {
    problems.error(
      'unknown-value',
      appendPointer(pointer, 'content'),
      `The content of the file is known only after ${content.$knownAfter.join(', ')} are created.`,
    );
  } else if (binaryContent !== undefined) {
    binaryData[key] = binaryContent;
    return true;
  } else if (source !== undefined) {
    problems.error(
      'file',
      appendPointer(pointer, 'source'),
      `The file ${quote(source)} has not been read.`,
      'Submit the Score file with the files that it names, or write the text as "content".',
    );
  } else {
    problems.error('file', pointer, 'The file has no content.', 'Add "content".');
  }
  return false;
}
